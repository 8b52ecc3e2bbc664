package lucida.judge.faithfulness;

import java.util.Arrays;
import lucida.core.Tensor;
import lucida.judge.Better;
import lucida.judge.JudgedMap;
import lucida.judge.Judgement;
import lucida.judge.Metric;
import lucida.judge.MetricStatement;
import lucida.judge.MetricUnit;
import lucida.judge.ScoreRequest;

/**
 * Pixel flipping — Bach, Binder, Montavon, Klauschen, Müller, Samek, PLoS ONE 10(7), 2015.
 *
 * <pre>
 *   ∫ p^c(x with the fraction t of its most salient pixels flipped, x_i ↦ −x_i) dt, by trapezoids        [ME 8]
 * </pre>
 *
 * Deviation: the paper's pixels are −1 or 1; here every number is negated in the network's input space, around the mean colour where the preprocessing subtracts
 * it. Quantus replaces pixels in place of flipping them, which is the deletion of {@link RemovalCurve}.
 *
 * @param steps how many parts the picture is flipped in
 */
public record PixelFlipping(int steps) implements Metric {
  @Override
  public String name() { return "pixel-flipping"; }

  @Override
  public MetricStatement statement() {
    return new MetricStatement("Pixel-Flipping", "Bach et al., PLoS ONE 10(7), 2015", "[ME 8]",
        "The class's probability while its most salient pixels are negated first, on average: low if the map finds what decides.",
        Better.LOWER, MetricUnit.NUMBER, "0 to 1");
  }

  @Override
  public long forwards() { return steps + 1L; }

  @Override
  public ScoreRequest of(JudgedMap judged) {
    judged.requireProbabilities();
    PixelGroups parts = PixelGroups.of(PixelOrder.mostSalientFirst(judged.shown()), steps);
    Tensor x = judged.x(), flipped = x.negate();
    return new ScoreRequest(this, parts.n() + 1, t -> Blend.of(flipped, parts.reached(t), x), answers -> {
      double[] p = answers.probabilities();
      return Judgement.of(RemovalCurve.area(p), Arrays.stream(p).boxed().toList());
    });
  }
}
