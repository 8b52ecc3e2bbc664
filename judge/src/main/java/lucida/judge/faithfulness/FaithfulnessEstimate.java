package lucida.judge.faithfulness;

import java.util.stream.IntStream;
import lucida.cam.Baseline;
import lucida.core.Tensor;
import lucida.judge.Better;
import lucida.judge.JudgedMap;
import lucida.judge.Metric;
import lucida.judge.MetricStatement;
import lucida.judge.MetricUnit;
import lucida.judge.ScoreRequest;

/**
 * Faithfulness estimate — Alvarez-Melis, Jaakkola, NeurIPS 2018, arXiv 1806.07538.
 *
 * <pre>
 *   Pearson's correlation over the groups g of  Σ_{i in g} L_i  and  p^c(x) − p^c(x without g)        [ME 8]
 * </pre>
 *
 * Deviation: the paper removes single features; here the pixels are removed in groups of equal size in the order of the map, as Quantus does for pictures.
 *
 * @param groups how many
 * @param baseline what stands where a group is removed
 */
public record FaithfulnessEstimate(int groups, Baseline baseline) implements Metric {
  @Override
  public String name() { return "faithfulness-estimate"; }

  @Override
  public MetricStatement statement() {
    return new MetricStatement("Faithfulness Estimate", "Alvarez-Melis, Jaakkola, NeurIPS 2018, arXiv 1806.07538", "[ME 8]",
        "How the map's values in groups of pixels are correlated with what the class's probability loses when each group is removed.",
        Better.HIGHER, MetricUnit.NUMBER, "−1 to 1");
  }

  @Override
  public long forwards() { return groups; }

  @Override
  public ScoreRequest of(JudgedMap judged) {
    judged.requireProbabilities();
    PixelGroups parts = PixelGroups.of(PixelOrder.mostSalientFirst(judged.shown()), groups);
    Tensor x = judged.x(), nothing = Blend.nothing(x, baseline);
    return new ScoreRequest(this, parts.n(), g -> Blend.of(nothing, parts.members(g), x), answers -> Correlation.PEARSON.judgement(
        IntStream.range(0, parts.n()).mapToDouble(g -> parts.members(g).dot(judged.shown())).toArray(),
        IntStream.range(0, parts.n()).mapToDouble(g -> judged.probability() - answers.probability(g)).toArray()));
  }
}
