package lucida.judge.statistics;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.TreeMap;
import lucida.judge.Judgement;
import lucida.judge.Metric;
import lucida.judge.PooledMetric;

/**
 * What one metric says of one method on all pictures.
 *
 * @param method the method's name
 * @param layer the layer, or "input"
 * @param metric the metric
 * @param values by picture and class, in the order in which they came; with their curves where the metric summarises curves
 * @param meanCurve the mean of the curves, for a plot; empty if there are none of one length
 * @param leftOut how often there was no value, by reason
 */
public record Column(String method, String layer, Metric metric, SequencedMap<Case, Judgement.Value> values, List<Double> meanCurve,
    SequencedMap<String, Integer> leftOut) {
  /** A picture and the class that is explained. */
  public record Case(String picture, int explained) {}

  /** How many values there are. */
  public int n() { return values.size(); }

  /** How many values there are not. */
  public int missing() { return leftOut.values().stream().mapToInt(Integer::intValue).sum(); }

  /** The metric's summary of all pictures; NaN if there is no value. */
  public double summary() {
    return values.isEmpty() ? Double.NaN : metric.summary(List.copyOf(values.values()));
  }

  /** The interval of the summary, over pictures: none of fewer than two, and an exact one where all are hits, or all misses. */
  public Interval interval(Replicates replicates) {
    int pictures = Pictures.of(List.copyOf(values.keySet())).n();
    if (pictures < 2) return Interval.NONE;
    double[] all = values.values().stream().mapToDouble(Judgement.Value::value).toArray();
    return isUnanimous(all) ? Interval.unanimous(all[0], 0, 100, pictures) : Interval.of(replicates.of(this));
  }

  /** Whether some numbers made of hits and misses, all alike, hide how many others there may be. */
  boolean isUnanimous(double... all) {
    return metric.countsHits() && Arrays.stream(all).allMatch(v -> v == all[0]);
  }

  /** The summary of every resample of the values of these cases, each of which has one. */
  double[] replicates(Bootstrap bootstrap, List<Case> cases) {
    List<Judgement.Value> of = of(cases);
    Pictures pictures = Pictures.of(cases);
    if (!metric.summarisesCurves()) return bootstrap.means(pictures, of.stream().mapToDouble(Judgement.Value::value).toArray());
    if (metric instanceof PooledMetric pooled)
      return bootstrap.ofSums(pictures, of.stream().map(pooled::addends).toList(), pooled::summary);
    return bootstrap.replicates(pictures, drawn -> metric.summary(Arrays.stream(drawn).mapToObj(of::get).toList()));
  }

  /** The values of these cases, each of which has one. */
  List<Judgement.Value> of(List<Case> cases) {
    return cases.stream().map(at -> Objects.requireNonNull(values.get(at))).toList();
  }

  /** A column that is being filled. */
  static final class Growing {
    private final String method;
    private final String layer;
    private final Metric metric;
    private final SequencedMap<Case, Judgement.Value> values = new LinkedHashMap<>();
    private final Map<String, Integer> leftOut = new TreeMap<>();
    private double[] curves = {};
    private boolean sameLength = true;

    Growing(String method, String layer, Metric metric) {
      this.method = method;
      this.layer = layer;
      this.metric = metric;
    }

    void take(Case at, Judgement judgement) {
      switch (judgement) {
        case Judgement.Value value -> {
          add(value.curve());
          values.put(at, metric.summarisesCurves() ? value : new Judgement.Value(value.value(), List.of(), value.flags()));
        }
        case Judgement.LeftOut(String reason) -> leftOut.merge(reason, 1, Integer::sum);
      }
    }

    private void add(List<Double> curve) {
      if (values.isEmpty()) curves = new double[curve.size()];
      sameLength &= curves.length == curve.size();
      if (sameLength) for (int i = 0; i < curves.length; i++) curves[i] += curve.get(i);
    }

    Column column() {
      List<Double> mean = sameLength ? Arrays.stream(curves).mapToObj(sum -> sum / values.size()).toList() : List.of();
      return new Column(method, layer, metric, values, mean, new LinkedHashMap<>(leftOut));
    }
  }
}
