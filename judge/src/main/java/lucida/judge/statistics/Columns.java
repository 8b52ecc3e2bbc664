package lucida.judge.statistics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import lucida.judge.Metric;
import lucida.judge.Row;

/** Collects rows into columns as they come, without keeping the rows. */
public final class Columns {
  private final SequencedMap<String, Metric> metrics = new LinkedHashMap<>();
  private final Map<Key, Column.Growing> columns = new LinkedHashMap<>();

  private record Key(String method, String layer, String metric) {}

  /** For rows of these metrics. */
  public Columns(List<? extends Metric> metrics) {
    metrics.forEach(metric -> this.metrics.put(metric.name(), metric));
  }

  /**
   * Takes a row.
   *
   * @throws IllegalArgumentException if it is of another metric
   */
  public void add(Row row) {
    Metric metric = metrics.get(row.metric());
    if (metric == null) throw new IllegalArgumentException("A row of the metric '" + row.metric() + "', which was not asked for");
    columns.computeIfAbsent(new Key(row.method(), row.layer(), row.metric()),
        key -> new Column.Growing(key.method(), key.layer(), metric))
        .take(new Column.Case(row.picture(), row.explained()), row.judgement());
  }

  /** The columns, by metric, then by method in the order in which they came. */
  public List<Column> columns() {
    List<String> order = List.copyOf(metrics.keySet());
    return columns.values().stream().map(Column.Growing::column)
        .sorted(Comparator.comparingInt(column -> order.indexOf(column.metric().name()))).toList();
  }

  /**
   * Every two methods by each metric.
   *
   * @param columns by metric, as above
   */
  public static List<Comparison> pairs(List<Column> columns, Replicates replicates, long seed) {
    SignFlip test = SignFlip.of(seed);
    List<Comparison> pairs = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++)
      for (int j = i + 1; j < columns.size() && columns.get(j).metric().equals(columns.get(i).metric()); j++)
        pairs.add(Comparison.of(columns.get(i), columns.get(j), replicates, test));
    return pairs;
  }
}
