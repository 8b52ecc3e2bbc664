package lucida.judge.results;

import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import lucida.judge.Metric;
import lucida.judge.statistics.Bootstrap;
import lucida.judge.statistics.Column;
import lucida.judge.statistics.Columns;
import lucida.judge.statistics.Comparison;
import lucida.judge.statistics.Interval;

/**
 * All methods by all metrics.
 *
 * @param facts what was judged, by name
 * @param cells by metric, then by method
 * @param pairs every two methods by each metric
 */
public record SummaryTable(SequencedMap<String, String> facts, List<Cell> cells, List<Comparison> pairs) {
  /** One method by one metric: the summary of all pictures, and its interval. */
  public record Cell(Column column, double value, Interval interval) {}

  /** A method at a layer; the layer is named where a table has several. */
  public record Judged(String method, String layer, boolean layerNamed) {
    @Override
    public String toString() { return layerNamed ? method + " @ " + layer : method; }
  }

  /** Lists are kept as they are now. */
  public SummaryTable {
    cells = List.copyOf(cells);
    pairs = List.copyOf(pairs);
  }

  /** Of columns, by metric. */
  public static SummaryTable of(SequencedMap<String, String> facts, List<Column> columns, long seed) {
    Bootstrap bootstrap = Bootstrap.of(seed);
    return new SummaryTable(facts,
        columns.stream().map(column -> new Cell(column, column.summary(), column.interval(bootstrap))).toList(),
        Columns.pairs(columns, seed));
  }

  /** The metrics, each once. */
  public List<Metric> metrics() {
    return cells.stream().map(cell -> cell.column().metric()).distinct().toList();
  }

  /** The methods, each once for each layer. */
  public List<Judged> methods() {
    return cells.stream().map(cell -> cell.column()).map(column -> judged(column)).distinct().toList();
  }

  private Judged judged(Column column) {
    boolean several = cells.stream().map(cell -> cell.column()).filter(other -> other.method().equals(column.method()))
        .map(Column::layer).distinct().count() > 1;
    return new Judged(column.method(), column.layer(), several);
  }

  /** The cell of a method and a metric, if there is one. */
  public Optional<Cell> cell(Judged method, Metric metric) {
    return cells.stream().filter(cell -> cell.column().metric().equals(metric) && cell.column().method().equals(method.method())
        && cell.column().layer().equals(method.layer())).findFirst();
  }
}
