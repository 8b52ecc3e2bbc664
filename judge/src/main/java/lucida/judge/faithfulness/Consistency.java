package lucida.judge.faithfulness;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import lucida.judge.Better;
import lucida.judge.JudgedMap;
import lucida.judge.Judgement;
import lucida.judge.Metric;
import lucida.judge.MetricStatement;
import lucida.judge.MetricUnit;
import lucida.judge.ScoreRequest;

/**
 * Consistency — Dasgupta, Frost, Moshkovitz, ICML 2022, arXiv 2202.00734: of pictures with the same explanation, how many have the same prediction?
 *
 * <pre>
 *   100/N Σ_i | {j ≠ i explained as i: the top class of j is that of i} | / | {j ≠ i explained as i} |        [ME 8]
 * </pre>
 *
 * A map says which of 4×4 parts of the picture has the largest mean of L̂; two that say the same are the same explanation. A picture explained as no other counts 0. It is a number of a
 * set, made of the curves of {@link Sufficiency}. Deviation: Quantus takes the signs of the five largest pixels, which say nothing of maps without negative cells.
 */
public record Consistency() implements Metric {
  private static final int ALL = 100;

  @Override
  public String name() { return "consistency"; }

  @Override
  public MetricStatement statement() {
    return new MetricStatement("Consistency", "Dasgupta, Frost, Moshkovitz, ICML 2022, arXiv 2202.00734", "[ME 8]",
        "How often pictures whose maps are strongest in the same place, of 4×4, have the same top class.", Better.HIGHER,
        MetricUnit.PERCENT, "0 to 100 %, of a set");
  }

  @Override
  public boolean summarisesCurves() { return true; }

  @Override
  public ScoreRequest of(JudgedMap judged) { return Sufficiency.request(judged); }

  /** Equal curves are those of one picture, which is not another than itself. */
  @Override
  public double summary(List<Judgement.Value> values) {
    Map<Integer, Integer> like = new HashMap<>();
    Map<List<Double>, Integer> same = new HashMap<>(), itself = new HashMap<>();
    for (Judgement.Value value : values) {
      like.merge(place(value.curve()), 1, Integer::sum);
      same.merge(placeAndClass(value.curve()), 1, Integer::sum);
      itself.merge(value.curve(), 1, Integer::sum);
    }
    return ALL * values.stream().map(Judgement.Value::curve).mapToDouble(curve -> {
      int copies = count(itself, curve), others = count(like, place(curve)) - copies;
      return others == 0 ? 0 : (double) (count(same, placeAndClass(curve)) - copies) / others;
    }).average().orElse(Double.NaN);
  }

  private static <K> int count(Map<K, Integer> counts, K key) { return Objects.requireNonNull(counts.get(key)); }

  /** The part with the largest mean; behind the class stand the means. */
  private static int place(List<Double> curve) {
    List<Double> means = curve.subList(1, curve.size());
    return means.indexOf(Collections.max(means));
  }

  private static List<Double> placeAndClass(List<Double> curve) { return List.of((double) place(curve), curve.getFirst()); }
}
