package lucida.judge.faithfulness;

import java.util.List;
import java.util.stream.IntStream;
import lucida.cam.Baseline;
import lucida.core.RandomStream;
import lucida.core.Tensor;
import lucida.judge.Better;
import lucida.judge.JudgedMap;
import lucida.judge.Metric;
import lucida.judge.MetricStatement;
import lucida.judge.MetricUnit;
import lucida.judge.ScoreRequest;
import lucida.judge.SharedPictures;

/**
 * Faithfulness correlation — Bhatt, Weller, Moura, IJCAI 2020, arXiv 2005.00631.
 *
 * <pre>
 *   Pearson's correlation over random subsets s of the pixels of  Σ_{i in s} L_i  and  p^c(x) − p^c(x without s)        [ME 8]
 * </pre>
 *
 * The subsets are the same for all methods. The numbers are those of Quantus.
 *
 * @param subsets how many
 * @param pixels in each, but at most half of the picture
 * @param baseline what stands where a subset is removed
 */
public record FaithfulnessCorrelation(int subsets, int pixels, Baseline baseline) implements Metric {
  @Override
  public String name() { return "faithfulness-correlation"; }

  @Override
  public MetricStatement statement() {
    return new MetricStatement("Faithfulness Correlation", "Bhatt, Weller, Moura, IJCAI 2020, arXiv 2005.00631", "[ME 8]",
        "How the sums of the map over random subsets of pixels are correlated with what the class's probability loses without them.",
        Better.HIGHER, MetricUnit.NUMBER, "−1 to 1");
  }

  @Override
  public long forwards() { return subsets; }

  @Override
  public ScoreRequest of(JudgedMap judged) {
    judged.requireProbabilities();
    int Z = judged.shown().size(), k = Math.max(1, Math.min(pixels, Z / 2));
    RandomStream draws = judged.random("faithfulness correlation");
    List<RandomPixels> s = judged
        .once(RandomPixels.Sets.class, this, () -> RandomPixels.Sets.of(subsets, r -> RandomPixels.of(draws.stream(r), Z, k)))
        .all();
    Tensor x = judged.x(), nothing = Blend.nothing(x, baseline);
    return new ScoreRequest(new SharedPictures(this), subsets, r -> s.get(r).replaced(x, nothing),
        answers -> Correlation.PEARSON.judgement(s.stream().mapToDouble(subset -> subset.sum(judged.shown())).toArray(),
            IntStream.range(0, subsets).mapToDouble(r -> judged.probability() - answers.probability(r)).toArray()));
  }
}
