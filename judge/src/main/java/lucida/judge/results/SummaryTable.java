package lucida.judge.results;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import lucida.judge.Metric;
import lucida.judge.statistics.Column;
import lucida.judge.statistics.Columns;
import lucida.judge.statistics.Comparison;
import lucida.judge.statistics.Interval;
import lucida.judge.statistics.Replicates;

/**
 * All methods by all metrics.
 *
 * @param facts what was judged, by name
 * @param cells by metric, then by method
 * @param pairs every two methods by each metric
 */
public record SummaryTable(SequencedMap<String, String> facts, List<Cell> cells, List<Comparison> pairs) {
  /** One method by one metric: the summary of all pictures, and its interval. */
  public record Cell(Judged method, Column column, double value, Interval interval) {}

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
    Replicates replicates = Replicates.of(seed);
    Map<String, Long> layers = columns.stream().map(column -> List.of(column.method(), column.layer())).distinct()
        .collect(Collectors.groupingBy(List::getFirst, Collectors.counting()));
    List<Cell> cells = columns.stream().map(column -> {
      Judged method = new Judged(column.method(), column.layer(), layers.getOrDefault(column.method(), 1L) > 1);
      return new Cell(method, column, column.summary(), column.interval(replicates));
    }).toList();
    return new SummaryTable(facts, cells, Columns.pairs(columns, replicates, seed));
  }

  /** The metrics, each once. */
  public List<Metric> metrics() {
    return cells.stream().map(cell -> cell.column().metric()).distinct().toList();
  }

  /** The methods, each once for each layer. */
  public List<Judged> methods() {
    return cells.stream().map(Cell::method).distinct().toList();
  }

  /** The cell of a method and a metric, if there is one. */
  public Optional<Cell> cell(Judged method, Metric metric) {
    return cells.stream().filter(cell -> cell.method().equals(method) && cell.column().metric().equals(metric)).findFirst();
  }
}
