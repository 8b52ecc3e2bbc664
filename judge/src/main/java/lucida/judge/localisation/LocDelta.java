package lucida.judge.localisation;

import lucida.core.Tensor;
import lucida.judge.Better;
import lucida.judge.Judgement;
import lucida.judge.MetricStatement;
import lucida.judge.MetricUnit;
import lucida.pictures.Normalisation;

/**
 * Loc_δ — Chattopadhay, Sarkar, Howlader, Balasubramanian, WACV 2018, arXiv 1710.11063.
 *
 * <pre>
 *   |map ∩ box| / (|box| + |map outside box|)        [ME 9]
 * </pre>
 *
 * in cells, the map being those of the normalised map above δ.
 *
 * @param delta 0, 0.25 or 0.5 in the paper
 */
public record LocDelta(double delta) implements TruthMetric {
  @Override
  public String name() { return "loc-" + Math.round(100 * delta); }

  @Override
  public TruthBy by() { return TruthBy.BOXES; }

  @Override
  public MetricStatement statement() {
    return new MetricStatement("Loc_δ, δ = " + delta,
        "Chattopadhay, Sarkar, Howlader, Balasubramanian, WACV 2018, arXiv 1710.11063", "[ME 9]",
        "Intersection over union of the boxes and the map's cells above " + delta + " of its maximum.", Better.HIGHER,
        MetricUnit.PERCENT, "0 to 100 %");
  }

  @Override
  public Judgement compare(Tensor L, Tensor truth) {
    Tensor normalised = Normalisation.MIN_MAX.of(L);
    double inside = 0, outside = 0;
    for (int e = 0; e < truth.size(); e++)
      if (normalised.cell(e) > delta) {
        if (truth.cell(e) > 0) inside++;
        else outside++;
      }
    return Judgement.of(100 * inside / (truth.sum() + outside));
  }
}
