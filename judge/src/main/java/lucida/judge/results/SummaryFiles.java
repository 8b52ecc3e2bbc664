package lucida.judge.results;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lucida.files.WholeFile;
import lucida.judge.statistics.Comparison;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tables of all pictures: {@code summary.csv}, {@code summary.md}, {@code summary.json}, {@code summary.tex}, and {@code pairs.csv}.
 *
 * @param table what was found
 */
public record SummaryFiles(SummaryTable table) {
  /** What is written last: where it is, all of them are. */
  public static final String LAST = "summary.json";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Writes all of them to a folder; returns how many. */
  public int write(Path folder) throws IOException {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("summary.csv", text(ResultTable.SUMMARY, summary()));
    files.put("summary.md", markdown());
    files.put("summary.tex", tex());
    files.put("pairs.csv", text(ResultTable.PAIRS, table.pairs().stream().map(SummaryFiles::pair)));
    files.put(LAST, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json()) + "\n");
    for (Map.Entry<String, String> file : files.entrySet()) WholeFile.write(folder.resolve(file.getKey()), file.getValue());
    return files.size();
  }

  private Stream<List<String>> summary() {
    return table.cells().stream().map(cell -> List.of(cell.column().method(), cell.column().layer(),
        cell.column().metric().name(), number(cell.value()), number(cell.interval().low()), number(cell.interval().high()),
        String.valueOf(cell.column().n()), String.valueOf(cell.column().missing()), reasons(cell.column().leftOut())));
  }

  private static List<String> pair(Comparison pair) {
    return List.of(pair.a().metric().name(), pair.a().method(), pair.a().layer(), pair.b().method(), pair.b().layer(),
        number(pair.difference()), number(pair.interval().low()), number(pair.interval().high()), number(pair.p()),
        number(pair.win()),
        String.valueOf(pair.n()));
  }

  private static String text(ResultTable of, Stream<List<String>> lines) {
    return Stream.concat(Stream.of(of.header()), lines).map(CsvLog::text).collect(Collectors.joining());
  }

  /** What is not known is an empty field. */
  static String number(double v) {
    return Double.isNaN(v) ? "" : String.valueOf(v);
  }

  private static String reasons(Map<String, Integer> leftOut) {
    return leftOut.entrySet().stream().map(entry -> entry.getValue() + " × " + entry.getKey()).collect(Collectors.joining("; "));
  }

  /** A row for each method, a column for each metric. */
  public String markdown() {
    List<List<String>> rows = rows(" [", ", ", "]");
    List<String> rule = rows.getFirst().stream().map(_ -> "---").toList();
    return Stream.concat(Stream.of(rows.getFirst(), rule), rows.stream().skip(1))
        .map(row -> row.stream().map(text -> text.replace("|", "\\|")).collect(Collectors.joining(" | ", "| ", " |\n")))
        .collect(Collectors.joining());
  }

  private String tex() {
    List<List<String>> rows = rows(" {\\scriptsize [", ", ", "]}");
    String columns = "l" + "r".repeat(rows.getFirst().size() - 1);
    String head = line(rows.getFirst());
    String body = rows.stream().skip(1).map(SummaryFiles::line).collect(Collectors.joining());
    return "% needs the package booktabs\n\\begin{tabular}{" + columns + "}\n\\toprule\n" + head + "\\midrule\n" + body
        + "\\bottomrule\n\\end{tabular}\n";
  }

  private static String line(List<String> cells) {
    return cells.stream().map(SummaryFiles::escaped).collect(Collectors.joining(" & ", "", " \\\\\n"));
  }

  private static String escaped(String text) {
    return text.replace("%", "\\%").replace("_", "\\_").replace("&", "\\&").replace("#", "\\#").replace("↑", "$\\uparrow$")
        .replace("↓", "$\\downarrow$");
  }

  /** The head, then a line for each method: "12.3 [11.0, 13.7]". */
  List<List<String>> rows(String open, String between, String close) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(Stream.concat(Stream.of("method"), table.metrics().stream().map(metric -> {
      String arrow = metric.statement().direction().arrow();
      return metric.name() + (arrow.isEmpty() ? "" : " " + arrow);
    })).toList());
    table.methods().forEach(method -> rows.add(Stream.concat(Stream.of(method.toString()), table.metrics().stream()
        .map(metric -> table.cell(method, metric).filter(cell -> cell.column().n() > 0)
            .map(
                cell -> shown(cell.value()) + open + shown(cell.interval().low()) + between + shown(cell.interval().high()) + close)
            .orElse("–")))
        .toList()));
    return rows;
  }

  /** For people: three digits behind the first that counts at most; what is not 0 is not printed as 0. */
  public static String shown(double v) {
    if (v == 0) return "0";
    double size = Math.abs(v);
    return String.format(Locale.ROOT,
        size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : size >= 0.0005 ? "%.3f" : "%.1e", v);
  }

  private Map<String, Object> json() {
    SequencedMap<String, Object> all = new LinkedHashMap<>(table.facts());
    all.put("metrics", table.metrics().stream().map(metric -> {
      SequencedMap<String, Object> said = new LinkedHashMap<>();
      said.put("name", metric.name());
      said.put("title", metric.statement().title());
      said.put("paper", metric.statement().paper());
      said.put("equation", metric.statement().equation());
      said.put("better", metric.statement().direction().toString());
      said.put("range", metric.statement().range());
      return said;
    }).toList());
    all.put("results", table.cells().stream().map(SummaryFiles::json).toList());
    return all;
  }

  private static Map<String, Object> json(SummaryTable.Cell cell) {
    SequencedMap<String, Object> said = new LinkedHashMap<>();
    said.put("method", cell.column().method());
    said.put("layer", cell.column().layer());
    said.put("metric", cell.column().metric().name());
    if (cell.column().n() > 0) {
      said.put("value", cell.value());
      said.put("interval", List.of(cell.interval().low(), cell.interval().high()));
    }
    said.put("n", cell.column().n());
    said.put("left out", cell.column().leftOut());
    return said;
  }
}
