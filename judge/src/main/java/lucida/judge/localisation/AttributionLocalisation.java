package lucida.judge.localisation;

import lucida.core.Tensor;
import lucida.judge.Better;
import lucida.judge.Judgement;
import lucida.judge.MetricStatement;
import lucida.judge.MetricUnit;

/**
 * Attribution localisation — Kohlbrenner et al., IJCNN 2020, arXiv 1910.09840.
 *
 * <pre>
 *   μ = Σ_in L⁺ / Σ L⁺,   weighted: μ_w = μ · S / S_in, S being numbers of cells        [ME 6]
 * </pre>
 *
 * Without the weight it is the energy-based pointing game, and relevance mass accuracy (Arras et al. 2022) where masks are the truth.
 *
 * @param by what says where the objects are
 */
public record AttributionLocalisation(TruthBy by) implements TruthMetric {
  @Override
  public String name() { return "attribution-localisation-weighted" + by.suffix(); }

  @Override
  public MetricStatement statement() {
    return new MetricStatement("Attribution localisation, weighted", "Kohlbrenner et al., IJCNN 2020, arXiv 1910.09840", "[ME 6]",
        "The share of the map's positive values in the object's " + by.words()
            + ", divided by their share of the picture: 1 for a map that knows nothing.",
        Better.HIGHER, MetricUnit.NUMBER, "0 to the picture's size over the object's");
  }

  @Override
  public Judgement compare(Tensor L, Tensor truth) {
    Tensor positive = L.relu();
    double all = positive.sum();
    if (all == 0) return Judgement.leftOut("no cell of the map is positive");
    return Judgement.of(positive.times(truth).sum() / all * truth.size() / truth.sum());
  }
}
