package lucida.judge.localisation;

import lucida.core.Tensor;
import lucida.judge.Better;
import lucida.judge.Judgement;
import lucida.judge.MetricStatement;
import lucida.judge.MetricUnit;

/**
 * Top-k intersection — Theiner, Müller-Budack, Ewerth, WACV 2022, arXiv 2104.14995: the share of the k cells with the highest values that lies in the truth [ME 6].
 *
 * @param by what says where the objects are
 * @param k how many cells; all, of a smaller map
 */
public record TopKIntersection(TruthBy by, int k) implements TruthMetric {
  @Override
  public String name() { return "top-k-intersection" + by.suffix(); }

  @Override
  public MetricStatement statement() {
    return new MetricStatement("Top-k intersection", "Theiner, Müller-Budack, Ewerth, WACV 2022, arXiv 2104.14995", "[ME 6]",
        "The share of the " + k + " highest cells that lies in the object's " + by.words() + ".", Better.HIGHER, MetricUnit.PERCENT,
        "0 to 100 %");
  }

  @Override
  public Judgement compare(Tensor L, Tensor truth) {
    int n = Math.min(k, L.size());
    return Judgement.of(100 * TopCells.inside(L, truth, n) / n);
  }
}
