package lucida.judge.localisation;

import lucida.core.Tensor;
import lucida.judge.Better;
import lucida.judge.Judgement;
import lucida.judge.MetricStatement;
import lucida.judge.MetricUnit;

/**
 * Relevance mass accuracy — Arras, Osman, Samek, Information Fusion 81, 2022, arXiv 2003.07258: the share of the relevance that lies in the truth [ME 6].
 *
 * <pre>
 *   Σ_{ij in the truth} |L_ij| / Σ_ij |L_ij|
 * </pre>
 *
 * <p>The paper pools the channels of a map to numbers that are not negative first; here the map is pooled by its magnitude. Of a map that ends in a ReLU it is the
 * {@linkplain EnergyPointingGame energy} in the truth.
 *
 * @param by what says where the objects are
 */
public record RelevanceMassAccuracy(TruthBy by) implements TruthMetric {
  @Override
  public String name() { return "relevance-mass-accuracy" + by.suffix(); }

  @Override
  public MetricStatement statement() {
    return new MetricStatement("Relevance mass accuracy", "Arras, Osman, Samek, Information Fusion 81, 2022, arXiv 2003.07258",
        "[ME 6]", "The share of the map's magnitudes that lies in the object's " + by.words() + ".", Better.HIGHER,
        MetricUnit.PERCENT, "0 to 100 %");
  }

  @Override
  public Judgement compare(Tensor L, Tensor truth) {
    Tensor R = L.abs();
    double all = R.sum();
    return all == 0 ? Judgement.leftOut("every cell of the map is 0") : Judgement.of(100 * R.times(truth).sum() / all);
  }
}
