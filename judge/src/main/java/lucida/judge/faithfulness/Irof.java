package lucida.judge.faithfulness;

import java.util.Arrays;
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
 * IROF, iterative removal of features — Rieger, Hansen 2020, arXiv 2003.08747: the superpixels with the largest mean saliency become the mean colour, one after the other.
 *
 * <pre>
 *   1 − ∫ p^c(x without its first superpixels) / p^c(x), by trapezoids over 0 to 1        [ME 8]
 * </pre>
 *
 * Superpixels are those of {@link Slic}, the same for all methods; of equal ones that of the lower number comes first. The curve has the ratios. Quantus does not divide the area by the number of superpixels: {@link IrofArea}.
 *
 * @param superpixels how many, about
 */
public record Irof(int superpixels) implements Metric {
  private static final double COMPACTNESS = 10;
  private static final int ROUNDS = 10;

  @Override
  public String name() { return "irof"; }

  @Override
  public MetricStatement statement() {
    return new MetricStatement("IROF", "Rieger, Hansen 2020, arXiv 2003.08747", "[ME 8]",
        "How much of the class's probability is lost while the most salient superpixels become the mean colour, on average.",
        Better.HIGHER, MetricUnit.NUMBER, "1 at most");
  }

  @Override
  public long forwards() { return superpixels; }

  @Override
  public ScoreRequest of(JudgedMap judged) {
    judged.requireProbabilities();
    if (judged.probability() == 0) return ScoreRequest.leftOut("the class has the probability 0 on the picture");
    Tensor x = judged.x(), mean = Blend.nothing(x, Baseline.MEAN);
    Segments parts = judged.once(Segments.class, this, () -> new Slic(superpixels, COMPACTNESS, ROUNDS).of(x));
    int[] ranks = parts.ranks(parts.means(judged.shown()));
    return new ScoreRequest(this, parts.n() + 1, k -> parts.replaced(x, k, ranks, mean), answers -> {
      double[] ratios = Arrays.stream(answers.probabilities()).map(p -> p / judged.probability()).toArray();
      return Judgement.of(1 - RemovalCurve.area(ratios), Arrays.stream(ratios).boxed().toList());
    });
  }
}
