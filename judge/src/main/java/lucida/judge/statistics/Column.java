package lucida.judge.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import lucida.judge.Judgement;
import lucida.judge.Metric;
import lucida.judge.Row;

/**
 * What one metric says of one method on all pictures.
 *
 * @param method the method's name
 * @param layer the layer, or "input"
 * @param metric the metric
 * @param values by picture and class
 * @param leftOut how often there was no value, by reason
 */
public record Column(String method, String layer, Metric metric, SequencedMap<Case, Judgement.Value> values,
    Map<String, Integer> leftOut) {
  /** A picture and the class that is explained. */
  public record Case(String picture, int explained) {}

  /** All columns of a table's rows, in the order in which they first come. */
  public static List<Column> of(Collection<Row> rows, List<? extends Metric> metrics) {
    record Key(String method, String layer, String metric) {}
    Map<Key, Column> columns = new LinkedHashMap<>();
    Map<String, Metric> named = new LinkedHashMap<>();
    metrics.forEach(metric -> named.put(metric.name(), metric));
    for (Row row : rows) {
      Metric metric = Optional.ofNullable(named.get(row.metric()))
          .orElseThrow(() -> new IllegalArgumentException("the rows judge by '" + row.metric() + "', which was not asked for"));
      columns.computeIfAbsent(new Key(row.method(), row.layer(), row.metric()),
          key -> new Column(key.method(), key.layer(), metric, new LinkedHashMap<>(), new TreeMap<>())).take(row);
    }
    return new ArrayList<>(columns.values());
  }

  private void take(Row row) {
    switch (row.judgement()) {
      case Judgement.Value value -> values.put(new Case(row.picture(), row.explained()), value);
      case Judgement.LeftOut(String reason) -> leftOut.merge(reason, 1, Integer::sum);
    }
  }

  /** How many values there are. */
  public int n() { return values.size(); }

  /** How many values there are not. */
  public int missing() { return leftOut.values().stream().mapToInt(Integer::intValue).sum(); }

  /** The metric's summary of all pictures; NaN if there is no value. */
  public double summary() {
    return values.isEmpty() ? Double.NaN : metric.summary(List.copyOf(values.values()));
  }

  /** The interval of the summary, over pictures; from and to NaN if there is no value. */
  public Interval interval(Bootstrap bootstrap) {
    List<Judgement.Value> all = List.copyOf(values.values());
    if (all.isEmpty()) return new Interval(Double.NaN, Double.NaN);
    return bootstrap.of(all.size(), drawn -> metric.summary(Arrays.stream(drawn).mapToObj(all::get).toList()));
  }
}
