package lucida.judge.results;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import lucida.judge.Metric;
import lucida.judge.statistics.Column;
import lucida.judge.statistics.Columns;
import lucida.judge.statistics.Comparison;
import lucida.judge.statistics.Interval;
import lucida.judge.statistics.Replicates;

/** All methods by all metrics. */
public final class SummaryTable {
  private final SequencedMap<String, String> facts;
  private final List<Cell> cells;
  private final List<Comparison> pairs;
  private final Map<Place, Cell> places;

  private record Place(Judged method, String metric) {}

  /**
   * A table.
   *
   * @param facts what was judged, by name
   * @param cells by metric, then by method
   * @param pairs every two methods by each metric
   */
  private SummaryTable(SequencedMap<String, String> facts, List<Cell> cells, List<Comparison> pairs) {
    this.facts = facts;
    this.cells = List.copyOf(cells);
    this.pairs = List.copyOf(pairs);
    this.places = cells.stream()
        .collect(Collectors.toMap(cell -> new Place(cell.method(), cell.column().metric().name()), cell -> cell));
  }

  /** What was judged, by name. */
  public SequencedMap<String, String> facts() { return facts; }

  /** By metric, then by method. */
  public List<Cell> cells() { return cells; }

  /** Every two methods by each metric. */
  public List<Comparison> pairs() { return pairs; }

  /** One method by one metric: the summary of all pictures, and its interval. */
  public record Cell(Judged method, Column column, double value, Interval interval) {}

  /** A method at a layer; the layer is named where a table has several. */
  public record Judged(String method, String layer, boolean layerNamed) {
    @Override
    public String toString() { return layerNamed ? method + " @ " + layer : method; }
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
    return Optional.ofNullable(places.get(new Place(method, metric.name())));
  }

  /** How often there was no value, by metric and reason: "12 × mask-iou: no mask of the class is known". */
  public List<String> leftOut() {
    Map<String, Integer> counts = new TreeMap<>();
    cells.forEach(cell -> cell.column().leftOut()
        .forEach((reason, count) -> counts.merge(cell.column().metric().name() + ": " + reason, count, Integer::sum)));
    return counts.entrySet().stream().map(of -> of.getValue() + " × " + of.getKey()).toList();
  }

  /** How many judgements have no value. */
  public int missing() {
    return cells.stream().mapToInt(cell -> cell.column().missing()).sum();
  }
}
