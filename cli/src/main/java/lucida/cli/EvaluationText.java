package lucida.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import lucida.judge.Better;
import lucida.judge.Metric;
import lucida.judge.MetricStatement;
import lucida.judge.MetricUnit;
import lucida.judge.results.SummaryFiles;
import lucida.judge.results.SummaryTable;

/**
 * An evaluation for people: for each metric the methods, the best one first.
 *
 * @param table what was found
 */
record EvaluationText(SummaryTable table) {
  /** All metrics, one after another. */
  String text() {
    return table.metrics().stream().map(this::text).collect(Collectors.joining("\n"));
  }

  private String text(Metric metric) {
    MetricStatement states = metric.statement();
    List<SummaryTable.Cell> cells = new ArrayList<>(
        table.cells().stream().filter(cell -> cell.column().metric().equals(metric)).toList());
    Comparator<SummaryTable.Cell> ascending = Comparator.comparingDouble(SummaryTable.Cell::value);
    if (states.direction() != Better.NEITHER) cells.sort(states.direction() == Better.LOWER ? ascending : ascending.reversed());
    List<SummaryTable.Cell> known = cells.stream().filter(cell -> cell.column().n() > 0).toList();
    int width = cells.stream().mapToInt(cell -> cell.method().toString().length()).max().orElse(0);
    String unit = states.unit() == MetricUnit.PERCENT ? " %" : "";
    StringBuilder text = new StringBuilder(metric.name()).append(head(states)).append(System.lineSeparator());
    for (SummaryTable.Cell cell : known)
      text.append(("  %-" + width + "s  %8s%s  %s%s%n").formatted(cell.method(), SummaryFiles.shown(cell.value()), unit,
          cell.interval().isKnown() ? "[" + SummaryFiles.shown(cell.interval(), ", ") + "]" : "of one picture, no interval",
          missing(cell)));
    cells.stream().filter(cell -> cell.column().n() == 0)
        .collect(Collectors.groupingBy(EvaluationText::reasons, LinkedHashMap::new,
            Collectors.mapping(cell -> cell.method().toString(), Collectors.joining(", "))))
        .forEach((reasons, methods) -> text.append("  no value: %s: %s%n".formatted(methods, reasons)));
    return text.toString();
  }

  private static String head(MetricStatement states) {
    return switch (states.direction()) {
      case HIGHER -> " (higher is better)";
      case LOWER -> " (lower is better)";
      case NEITHER -> "";
    };
  }

  private static String missing(SummaryTable.Cell cell) {
    return cell.column().missing() == 0 ? "" : "  without " + reasons(cell);
  }

  private static String reasons(SummaryTable.Cell cell) {
    Map<String, Integer> leftOut = cell.column().leftOut();
    return leftOut.entrySet().stream().map(entry -> entry.getValue() + " (" + entry.getKey() + ")")
        .collect(Collectors.joining(", "));
  }
}
