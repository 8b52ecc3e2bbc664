package lucida.report;

import static java.util.Comparator.comparingDouble;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lucida.judge.Better;
import lucida.judge.Control;
import lucida.judge.Metric;
import lucida.judge.results.SummaryTable;
import lucida.judge.statistics.Column;

/** Which methods are best by a metric, and which cannot be told from the best. Controls take no part. */
record Ranking(SummaryTable table, Metric metric) {
  static boolean isControl(SummaryTable.Judged method) {
    return Arrays.stream(Control.values()).anyMatch(control -> control.title().equals(method.method()));
  }

  /** Better values are lower; nothing where neither direction is better. */
  static Optional<Comparator<Double>> order(Metric metric) {
    return switch (metric.statement().direction()) {
      case HIGHER -> Optional.of(Comparator.reverseOrder());
      case LOWER -> Optional.of(Comparator.naturalOrder());
      case NEITHER -> Optional.empty();
    };
  }

  Optional<SummaryTable.Judged> best() {
    return order(metric).flatMap(order -> table.methods().stream().filter(method -> !isControl(method) && cell(method).isPresent())
        .min(Comparator.comparing(method -> cell(method).orElseThrow().value(), order)));
  }

  /** Whether the interval of its difference to the best method contains 0. */
  boolean isTied(SummaryTable.Judged method) {
    Optional<Column> top = best().flatMap(this::cell).map(SummaryTable.Cell::column),
        own = cell(method).map(SummaryTable.Cell::column);
    if (top.isEmpty() || own.isEmpty() || isControl(method)) return false;
    return table.pairs().stream()
        .filter(pair -> Stream.of(pair.a(), pair.b()).allMatch(c -> c.equals(top.get()) || c.equals(own.get())))
        .anyMatch(pair -> pair.interval().low() <= 0 && pair.interval().high() >= 0);
  }

  private Optional<SummaryTable.Cell> cell(SummaryTable.Judged method) {
    return table.cell(method, metric).filter(cell -> cell.column().n() > 0);
  }

  /** The cases of a method, worst first; the lowest value first where neither direction is better. */
  static List<Column.Case> worstFirst(Column column) {
    Comparator<Column.Case> byValue = comparingDouble(at -> value(column, at));
    return column.values().keySet().stream()
        .sorted(column.metric().statement().direction() == Better.LOWER ? byValue.reversed() : byValue).toList();
  }

  static double value(Column column, Column.Case at) {
    return Optional.ofNullable(column.values().get(at)).orElseThrow().value();
  }
}
