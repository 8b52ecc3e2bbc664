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
import lucida.core.PlainText;
import lucida.files.WholeFile;
import lucida.judge.MetricUnit;
import lucida.judge.statistics.Comparison;
import lucida.judge.statistics.Interval;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tables of all pictures: {@code summary.csv}, {@code summary.md}, {@code summary.json}, {@code summary.tex}, and {@code pairs.csv}.
 *
 * @param table what was found
 */
public record SummaryFiles(SummaryTable table) {
  /** What is written last: where it is, all of them are. */
  public static final String LAST = "summary.json";

  /** The facts that a caption names. */
  private static final List<String> CAPTIONED = List.of("suite", "network", "scenes", "images", "layer", "layers", "classes");

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

  /** A row for each method, a column for each metric, below what they are of; and what was left out. */
  public String markdown() {
    List<List<String>> rows = rows(" [", ", ", "]");
    List<String> rule = rows.getFirst().stream().map(_ -> "---").toList();
    String lines = Stream.concat(Stream.of(rows.getFirst(), rule), rows.stream().skip(1))
        .map(row -> row.stream().map(text -> text.replace("|", "\\|")).collect(Collectors.joining(" | ", "| ", " |\n")))
        .collect(Collectors.joining());
    String leftOut = table.leftOut().stream().map(sentence -> "- " + sentence + "\n").collect(Collectors.joining());
    return caption() + "\n\n" + lines + (leftOut.isEmpty() ? "" : "\nWithout a value:\n\n" + leftOut);
  }

  /** What the numbers are of, and what stands beside them. */
  private String caption() {
    String of = CAPTIONED.stream().filter(table.facts()::containsKey)
        .map(fact -> fact + " " + PlainText.of(String.valueOf(table.facts().get(fact))))
        .collect(Collectors.joining(", "));
    return "Judged: " + of + "; n = " + n() + " where no other is said. In brackets 95 % intervals, over pictures. "
        + "↑ higher is better, ↓ lower is better.";
  }

  /** How many values most cells have. */
  private int n() {
    return table.cells().stream().mapToInt(cell -> cell.column().n()).max().orElse(0);
  }

  private String tex() {
    List<List<String>> rows = rows(" {\\scriptsize [", ", ", "]}");
    String columns = "l" + "r".repeat(rows.getFirst().size() - 1);
    String leftOut = table.leftOut().isEmpty() ? "" : " Without a value: " + String.join("; ", table.leftOut()) + ".";
    return """
        %% needs the package booktabs
        \\begin{table}
        \\centering
        \\caption{%s}
        \\begin{tabular}{%s}
        \\toprule
        %s\\midrule
        %s\\bottomrule
        \\end{tabular}
        \\end{table}
        """.formatted(escaped(caption() + leftOut), columns, line(rows.getFirst().stream().map(SummaryFiles::escaped)),
        rows.stream().skip(1).map(row -> line(Stream.concat(Stream.of(escaped(row.getFirst())), row.stream().skip(1))))
            .collect(Collectors.joining()));
  }

  private static String line(Stream<String> cells) { return cells.collect(Collectors.joining(" & ", "", " \\\\\n")); }

  /** Text, of which TeX would take some characters for commands. */
  private static String escaped(String text) {
    return text.codePoints().mapToObj(c -> switch (c) {
      case '%', '_', '&', '#', '$', '{', '}' -> "\\" + Character.toString(c);
      case '\\' -> "\\textbackslash{}";
      case '~' -> "\\textasciitilde{}";
      case '^' -> "\\textasciicircum{}";
      case '<' -> "\\textless{}";
      case '>' -> "\\textgreater{}";
      case '|' -> "\\textbar{}";
      case '↑' -> "$\\uparrow$";
      case '↓' -> "$\\downarrow$";
      case '×' -> "$\\times$";
      default -> Character.toString(c);
    }).collect(Collectors.joining());
  }

  /** The head, with units and directions, then a line for each method: "12.3 [11.0, 13.7]". */
  private List<List<String>> rows(String open, String between, String close) {
    int usual = n();
    List<List<String>> rows = new ArrayList<>();
    rows.add(Stream.concat(Stream.of("method"), table.metrics().stream().map(metric -> {
      String arrow = metric.statement().direction().arrow();
      return metric.name() + (metric.statement().unit() == MetricUnit.PERCENT ? ", %" : "") + (arrow.isEmpty() ? "" : " " + arrow);
    })).toList());
    table.methods().forEach(method -> rows.add(Stream.concat(Stream.of(method.toString()),
        table.metrics().stream().map(metric -> table.cell(method, metric).filter(cell -> cell.column().n() > 0)
            .map(cell -> shown(cell.value()) + (cell.interval().isKnown() ? open + shown(cell.interval(), between) + close : "")
                + (cell.column().n() == usual ? "" : ", n = " + cell.column().n()))
            .orElse("–")))
        .toList()));
    return rows;
  }

  /** An interval for people, by what stands between its ends; – where there is none. */
  public static String shown(Interval interval, String between) {
    return interval.isKnown() ? shown(interval.low()) + between + shown(interval.high()) : "–";
  }

  /** For people: three digits that count at most, also of what is rounded up to another one, as 0.9999; what is not 0 is not printed as 0. */
  public static String shown(double v) {
    if (v == 0) return "0";
    double size = Math.abs(v);
    return String.format(Locale.ROOT,
        size >= 99.95 ? "%.0f" : size >= 9.995 ? "%.1f" : size >= 0.9995 ? "%.2f" : size >= 0.0005 ? "%.3f" : "%.1e", v);
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
      if (cell.interval().isKnown()) said.put("interval", List.of(cell.interval().low(), cell.interval().high()));
    }
    said.put("n", cell.column().n());
    said.put("left out", cell.column().leftOut());
    return said;
  }
}
