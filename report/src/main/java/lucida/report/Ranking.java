package lucida.report;

import static java.util.Comparator.comparingDouble;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lucida.judge.Better;
import lucida.judge.Control;
import lucida.judge.Metric;
import lucida.judge.results.SummaryTable;
import lucida.judge.statistics.Column;
import lucida.judge.statistics.Comparison;

/**
 * Which methods are best by a metric, and which cannot be told from the best. Controls take no part.
 *
 * @param metric the metric
 * @param best the best method; nothing where neither direction is better
 * @param tied those whose interval of the difference to the best one contains 0, or whose difference is rounding
 */
record Ranking(Metric metric, Optional<SummaryTable.Judged> best, Set<SummaryTable.Judged> tied) {
  static Ranking of(SummaryTable table, Metric metric) {
    List<SummaryTable.Cell> cells = table.cells().stream()
        .filter(cell -> cell.column().metric().equals(metric) && cell.column().n() > 0 && !isControl(cell.method())).toList();
    Optional<SummaryTable.Cell> best = order(metric)
        .flatMap(order -> cells.stream().min(Comparator.comparing(SummaryTable.Cell::value, order)));
    Set<SummaryTable.Judged> tied = best.stream().flatMap(top -> table.pairs().stream().flatMap(pair -> tied(pair, top.column())))
        .flatMap(column -> cells.stream().filter(cell -> cell.column().equals(column)).map(SummaryTable.Cell::method))
        .collect(Collectors.toSet());
    return new Ranking(metric, best.map(SummaryTable.Cell::method), tied);
  }

  /** The other column of a pair with the best one that cannot be told apart. */
  private static Stream<Column> tied(Comparison pair, Column best) {
    if (pair.isTold() || Double.isNaN(pair.difference()) || !pair.a().equals(best) && !pair.b().equals(best)) return Stream.empty();
    return Stream.of(pair.a().equals(best) ? pair.b() : pair.a());
  }

  static boolean isControl(SummaryTable.Judged method) { return Control.isTitleOfOne(method.method()); }

  /** Better values are lower; nothing where neither direction is better. */
  static Optional<Comparator<Double>> order(Metric metric) {
    return switch (metric.statement().direction()) {
      case HIGHER -> Optional.of(Comparator.reverseOrder());
      case LOWER -> Optional.of(Comparator.naturalOrder());
      case NEITHER -> Optional.empty();
    };
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
