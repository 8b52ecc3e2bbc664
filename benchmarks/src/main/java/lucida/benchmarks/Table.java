package lucida.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A Markdown table of measurements: a row per method and parameters, a column per kernel provider or algorithm. */
public record Table(List<Measured> cells) {
  private static final String LEFT_OUT = "–";
  private static final String UNSTEADY = " ~";
  private static final Pattern MORE_THAN_THE_PEAK = Pattern.compile(", [1-9]\\d\\d(\\.\\d+)? %");

  /** The table, followed by the notes it needs. */
  public String markdown() {
    List<String> parameters = cells.stream().flatMap(cell -> cell.trial().parameters().keySet().stream())
        .filter(name -> !Trial.COLUMNS.contains(name)).distinct().sorted().toList();
    List<String> columns = cells.stream().map(cell -> cell.trial().column()).distinct().toList();
    Map<List<String>, Map<String, String>> rows = new LinkedHashMap<>();
    for (Measured cell : cells)
      rows.computeIfAbsent(head(cell.trial(), parameters), row -> new LinkedHashMap<>()).put(cell.trial().column(), text(cell));
    List<String> lines = new ArrayList<>();
    lines.add(line(Stream.of(Stream.of("method"), parameters.stream(), columns.stream().map(c -> c.isEmpty() ? "result" : c))));
    lines.add("|" + "---|".repeat(1 + parameters.size() + columns.size()));
    rows.forEach(
        (row, texts) -> lines.add(line(Stream.of(row.stream(), columns.stream().map(c -> texts.getOrDefault(c, LEFT_OUT))))));
    lines.addAll(notes(lines));
    return String.join("\n", lines) + "\n";
  }

  private static List<String> head(Trial trial, List<String> parameters) {
    return Stream.concat(Stream.of(trial.method()), parameters.stream().map(name -> trial.parameters().getOrDefault(name, "")))
        .toList();
  }

  private static String line(Stream<Stream<String>> parts) {
    return parts.flatMap(part -> part).reduce("|", (line, cell) -> line + " " + cell + " |");
  }

  private static String text(Measured cell) {
    if (cell.rounds().isEmpty()) return LEFT_OUT;
    String time = time(cell.median(Round::seconds)) + spread(cell) + (cell.isUnsteady() ? UNSTEADY : "");
    return time + cell.trial().count().map(count -> ", " + switch (count.unit()) {
      case FLOP ->
        digits(cell.rate(count) / 1e9) + " GFLOP/s, " + digits(cell.median(r -> r.share(count)) * 100) + " %";
      case CELL -> digits(cell.rate(count) / 1e9) + " Gcell/s";
    }).orElse("");
  }

  private static String spread(Measured cell) {
    return cell.rounds().size() == 1 ? "" : " ± " + digits(cell.spread() * 50) + " %";
  }

  private static List<String> notes(List<String> lines) {
    List<String> notes = new ArrayList<>();
    String all = String.join("\n", lines);
    if (all.contains(" " + LEFT_OUT + " "))
      notes.add(LEFT_OUT + " skipped: scalar kernels take seconds per call; `-p kernels=scalar` runs them.");
    if (MORE_THAN_THE_PEAK.matcher(all).find())
      notes.add("Above the peak: operations are counted as in the direct sum, and minimal filtering needs fewer.");
    if (all.contains(UNSTEADY))
      notes.add("~ unsteady: the rounds differ by more than " + Math.round(Measured.UNSTEADY * 100) + " %.");
    return notes.stream().flatMap(note -> Stream.of("", note)).toList();
  }

  /** Formats a time in the unit that leaves one to three digits before the point. */
  public static String time(double seconds) {
    if (seconds < 1e-6) return digits(seconds * 1e9) + " ns";
    if (seconds < 1e-3) return digits(seconds * 1e6) + " µs";
    return seconds < 1 ? digits(seconds * 1e3) + " ms" : digits(seconds) + " s";
  }

  /** Formats a number with three significant digits, or all digits before the point. */
  public static String digits(double value) {
    int after = value >= 99.95 ? 0 : value >= 9.995 ? 1 : value >= 0.9995 ? 2 : 3;
    return String.format(Locale.ROOT, "%." + after + "f", value);
  }
}
