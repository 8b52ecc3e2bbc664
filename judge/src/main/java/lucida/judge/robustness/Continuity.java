package lucida.judge.robustness;

import lucida.core.Tensor;
import lucida.judge.Better;
import lucida.judge.JudgedMap;
import lucida.judge.Judgement;
import lucida.judge.Metric;
import lucida.judge.MetricStatement;
import lucida.judge.MetricUnit;
import lucida.judge.ScoreRequest;

/**
 * Continuity — Montavon, Samek, Müller, Digital Signal Processing 73, 2018, arXiv 1706.07979.
 *
 * <pre>
 *   max over x' around x of  ‖L(x') − L(x)‖₁ / ‖x' − x‖₂        [ME 8]
 * </pre>
 *
 * L as the method defines it, at the picture's extents. A lower bound, as x' is drawn. Quantus shifts the picture and correlates the sums of the map over patches with the scores, which is another
 * question: {@link lucida.judge.faithfulness.ContinuityByShifts}.
 *
 * @param samples how many x', each explained anew
 * @param radius r, of x' = x + uniform noise within ±r (max(x) − min(x))
 */
public record Continuity(int samples, double radius) implements Metric {
  @Override
  public String name() { return "continuity"; }

  @Override
  public MetricStatement statement() {
    return new MetricStatement("Continuity", "Montavon, Samek, Müller, Digital Signal Processing 73, 2018, arXiv 1706.07979",
        "[ME 8]", "The largest ratio of the change of the map, all cells together, to the change of the picture around it.",
        Better.LOWER, MetricUnit.NUMBER, "0 or more");
  }

  @Override
  public long maps() { return samples; }

  @Override
  public ScoreRequest of(JudgedMap judged) {
    return ScoreRequest.none(() -> {
      Tensor x = judged.x(), L = judged.shown();
      if (x.max() == x.min()) return Judgement.leftOut("the picture is flat: there is no noise in proportion to it");
      return Judgement.of(new PerturbedMaps(samples, radius)
          .of(judged, (near, other) -> other.minus(L).abs().sum() / near.minus(x).norm()).max().orElseThrow());
    });
  }
}
