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
 * Region perturbation — Samek, Binder, Montavon, Lapuschkin, Müller, IEEE Transactions on Neural Networks and Learning Systems 28(11), 2017, arXiv 1509.06321.
 *
 * <pre>
 *   AOPC = 1/(L + 1) Σ_{k=0…L} p^c(x) − p^c(x^(k)),  x^(k): the k squares with the largest Σ L_ij are noise        [ME 8]
 * </pre>
 *
 * The noise is uniform between the least and the largest cell of x, and the same for all methods. Deviation: the squares are those of a grid of 8 pixels, Quantus'
 * side, where the paper has 9; of squares with equal sums the first by rows comes first.
 *
 * @param side of a square, in pixels
 * @param regions L at most, how many squares are perturbed
 */
public record RegionPerturbation(int side, int regions) implements Metric {
  @Override
  public String name() { return "region-perturbation"; }

  @Override
  public MetricStatement statement() {
    return new MetricStatement("Region Perturbation (AOPC)",
        "Samek, Binder, Montavon, Lapuschkin, Müller, IEEE TNNLS 28(11), 2017, arXiv 1509.06321", "[ME 8]",
        "How much of the class's probability is lost while the most salient squares become noise, on average.", Better.HIGHER,
        MetricUnit.NUMBER, "−1 to 1");
  }

  @Override
  public long forwards() { return regions; }

  @Override
  public ScoreRequest of(JudgedMap judged) {
    judged.requireProbabilities();
    Segments squares = Segments.grid(judged.shown().shape(), side);
    int L = Math.min(regions, squares.n());
    int[] ranks = squares.ranks(squares.sums(judged.shown()));
    Tensor x = judged.x(), noise = judged.random("region perturbation").uniform(x.shape(), x.precision(), x.min(), x.max());
    return new ScoreRequest(this, L, k -> squares.replaced(x, k + 1, ranks, noise), answers -> {
      double[] p = answers.probabilities();
      return Judgement.of(Arrays.stream(p).map(pk -> judged.probability() - pk).sum() / (L + 1), Arrays.stream(p).boxed().toList());
    });
  }
}
