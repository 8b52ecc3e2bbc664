package lucida.judge.robustness;

import lucida.core.Tensor;
import lucida.judge.Better;
import lucida.judge.JudgedMap;
import lucida.judge.Judgement;
import lucida.judge.Metric;
import lucida.judge.MetricStatement;
import lucida.judge.MetricUnit;
import lucida.judge.ScoreRequest;
import lucida.pictures.Normalisation;

/**
 * Local Lipschitz estimate — Alvarez-Melis, Jaakkola, NeurIPS 2018, arXiv 1806.07538.
 *
 * <pre>
 *   max over x' around x of  ‖L(x') − L(x)‖ / ‖x' − x‖        [ME 8]
 * </pre>
 *
 * L is the map divided by its largest magnitude, as in Quantus: else a map of small numbers would be the better one. Deviation: the paper searches the maximum by Bayesian
 * optimisation; here, as in Quantus, x' is drawn, though uniformly and fewer times. A lower bound.
 *
 * @param samples how many x', each explained anew
 * @param radius r, of x' = x + uniform noise within ±r (max(x) − min(x))
 */
public record LocalLipschitzEstimate(int samples, double radius) implements Metric {
  @Override
  public String name() { return "local-lipschitz-estimate"; }

  @Override
  public MetricStatement statement() {
    return new MetricStatement("Local Lipschitz Estimate", "Alvarez-Melis, Jaakkola, NeurIPS 2018, arXiv 1806.07538", "[ME 8]",
        "The largest ratio of the change of the map to the change of the picture around it.", Better.LOWER, MetricUnit.NUMBER,
        "0 or more");
  }

  @Override
  public long maps() { return samples; }

  @Override
  public ScoreRequest of(JudgedMap judged) {
    return ScoreRequest.none(() -> {
      if (judged.x().max() == judged.x().min())
        return Judgement.leftOut("the picture is flat: there is no noise in proportion to it");
      Tensor L = Normalisation.MAX.of(judged.shown());
      return Judgement.of(new PerturbedMaps(samples, radius)
          .of(judged, (x, other) -> Normalisation.MAX.of(other).minus(L).norm() / x.minus(judged.x()).norm()).max().orElseThrow());
    });
  }
}
