package lucida.judge.localisation;

import lucida.core.Tensor;
import lucida.judge.Better;
import lucida.judge.Judgement;
import lucida.judge.MetricStatement;
import lucida.judge.MetricUnit;

/**
 * Relevance rank accuracy — Arras, Osman, Samek, Information Fusion 81, 2022, arXiv 2003.07258: of the K cells with the highest values, K being the size of the
 * truth, the share that lies in it [ME 6]. Cells that share the last place count in equal parts.
 *
 * @param by what says where the objects are
 */
public record RelevanceRankAccuracy(TruthBy by) implements TruthMetric {
  @Override
  public String name() { return "relevance-rank-accuracy" + by.suffix(); }

  @Override
  public MetricStatement statement() {
    return new MetricStatement("Relevance rank accuracy", "Arras, Osman, Samek, Information Fusion 81, 2022, arXiv 2003.07258",
        "[ME 6]",
        "Of as many cells as the object's " + by.words() + " have, those with the highest values: the share that lies in them.",
        Better.HIGHER,
        MetricUnit.PERCENT,
        "0 to 100 %");
  }

  @Override
  public Judgement compare(Tensor L, Tensor truth) {
    int K = (int) Math.round(truth.sum());
    return Judgement.of(100 * TopCells.inside(L, truth, K) / K);
  }
}
