package lucida.judge.faithfulness;

import java.util.Arrays;
import java.util.stream.IntStream;
import lucida.cam.Baseline;
import lucida.core.Tensor;
import lucida.judge.Better;
import lucida.judge.JudgedMap;
import lucida.judge.Judgement;
import lucida.judge.Metric;
import lucida.judge.MetricStatement;
import lucida.judge.MetricUnit;
import lucida.judge.ScoreRequest;

/**
 * Monotonicity — Arya et al. 2019, arXiv 1909.03012; Luss et al. 2019, arXiv 1905.12698: pixels are added to x_b, the least salient first.
 *
 * <pre>
 *   100 · 1[p^c never falls]        [ME 8]
 * </pre>
 *
 * Deviation: the papers add single features; here the pixels are added in groups of equal size.
 *
 * @param groups how many
 * @param baseline what stands where a pixel is not yet added
 */
public record Monotonicity(int groups, Baseline baseline) implements Metric {
  @Override
  public String name() { return "monotonicity"; }

  @Override
  public boolean countsHits() { return true; }

  @Override
  public MetricStatement statement() {
    return new MetricStatement("Monotonicity", "Arya et al. 2019, arXiv 1909.03012", "[ME 8]",
        "How often the class's probability never falls while pixels are added, the least salient first.", Better.HIGHER,
        MetricUnit.PERCENT, "0 or 100 % for a picture");
  }

  @Override
  public long forwards() { return groups + 1L; }

  @Override
  public ScoreRequest of(JudgedMap judged) {
    judged.requireProbabilities();
    PixelGroups parts = PixelGroups.of(PixelOrder.leastSalientFirst(judged.shown()), groups);
    Tensor x = judged.x(), nothing = Blend.nothing(x, baseline);
    return new ScoreRequest(this, parts.n() + 1, g -> Blend.of(x, parts.reached(g), nothing), answers -> {
      double[] p = answers.probabilities();
      boolean rises = IntStream.range(1, p.length).allMatch(g -> p[g] >= p[g - 1]);
      return Judgement.of(rises ? 100 : 0, Arrays.stream(p).boxed().toList());
    });
  }
}
