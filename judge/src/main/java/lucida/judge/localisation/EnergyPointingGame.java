package lucida.judge.localisation;

import java.util.OptionalDouble;
import java.util.Set;
import lucida.core.Tensor;
import lucida.judge.Better;
import lucida.judge.JudgedMap;
import lucida.judge.Judgement;
import lucida.judge.PictureFact;
import lucida.judge.Metric;
import lucida.judge.MetricStatement;
import lucida.judge.MetricUnit;
import lucida.judge.ScoreRequest;

/**
 * The energy-based pointing game — Wang et al., CVPR Workshops 2020, arXiv 1910.01279.
 *
 * <pre>
 *   Σ_{ij in the boxes of the class} L⁺_ij / Σ_ij L⁺_ij        [ME 5]
 * </pre>
 *
 * @param by what says where the objects are
 */
public record EnergyPointingGame(TruthBy by) implements Metric {
  @Override
  public String name() { return "energy-pointing-game" + by.suffix(); }

  @Override
  public Set<PictureFact> needs() { return Set.of(by.known()); }

  @Override
  public MetricStatement statement() {
    return new MetricStatement("Energy-based pointing game", "Wang et al., CVPR Workshops 2020, arXiv 1910.01279", "[ME 5]",
        "The share of the map's positive values that lies in the object's " + by.words() + ".", Better.HIGHER, MetricUnit.PERCENT,
        "0 to 100 %");
  }

  @Override
  public ScoreRequest of(JudgedMap judged) {
    return by.of(judged).map(truth -> ScoreRequest.none(() -> {
      OptionalDouble percent = percent(judged.shown(), truth);
      return percent.isEmpty() ? Judgement.leftOut("no cell of the map is positive") : Judgement.of(percent.getAsDouble());
    })).orElseGet(() -> ScoreRequest.leftOut(by.missing()));
  }

  /**
   * What of a map's positive values lies on a mask, in percent; nothing if no value is positive.
   *
   * @param mask 1 inside and 0 outside, of the map's shape
   */
  public static OptionalDouble percent(Tensor map, Tensor mask) {
    Tensor L = map.relu();
    double all = L.sum();
    return all == 0 ? OptionalDouble.empty() : OptionalDouble.of(100 * L.times(mask).sum() / all);
  }
}
