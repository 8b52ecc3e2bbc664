package lucida.judge.faithfulness;

import java.util.stream.IntStream;
import lucida.core.RandomStream;
import lucida.core.Tensor;
import lucida.judge.Better;
import lucida.judge.JudgedMap;
import lucida.judge.Metric;
import lucida.judge.MetricStatement;
import lucida.judge.MetricUnit;
import lucida.judge.ScoreRequest;

/**
 * Monotonicity correlation — Nguyen, Rodríguez Martínez 2020, arXiv 2007.07584.
 *
 * <pre>
 *   Spearman's correlation over the groups g of  Σ_{i in g} |L_i|  and  E_z (p^c(x) − p^c(x with z in place of g))²        [ME 8]
 * </pre>
 *
 * z is uniform between the least and the largest cell of x. The paper's factor 1/p^c(x)², the same for all groups, changes no rank. Deviation: the paper takes
 * single features; here pixels go in groups of equal size in the order of the map.
 *
 * @param groups how many
 * @param samples of z for each
 */
public record MonotonicityCorrelation(int groups, int samples) implements Metric {
  @Override
  public String name() { return "monotonicity-correlation"; }

  @Override
  public MetricStatement statement() {
    return new MetricStatement("Monotonicity Correlation", "Nguyen, Rodríguez Martínez 2020, arXiv 2007.07584", "[ME 8]",
        "How the ranks of the map's magnitudes in groups of pixels are correlated with how much the class's probability changes when a group becomes noise.",
        Better.HIGHER, MetricUnit.NUMBER, "−1 to 1");
  }

  @Override
  public long forwards() { return (long) groups * samples; }

  @Override
  public ScoreRequest of(JudgedMap judged) {
    judged.requireProbabilities();
    Tensor magnitude = judged.shown().abs(), x = judged.x();
    PixelGroups parts = PixelGroups.of(PixelOrder.leastSalientFirst(magnitude), groups);
    RandomStream draws = judged.random("monotonicity correlation");
    return new ScoreRequest(this, parts.n() * samples,
        r -> noisy(x, parts.members(r / samples), draws.stream(r)),
        answers -> Correlation.SPEARMAN.judgement(
            IntStream.range(0, parts.n()).mapToDouble(g -> parts.members(g).dot(magnitude)).toArray(),
            IntStream.range(0, parts.n()).mapToDouble(g -> IntStream.range(g * samples, (g + 1) * samples)
                .mapToDouble(r -> square(judged.probability() - answers.probability(r))).average().orElseThrow()).toArray()));
  }

  /** x with noise in place of the members. */
  private static Tensor noisy(Tensor x, Tensor members, RandomStream draws) {
    double low = x.min(), range = x.max() - low;
    return Tensor.filled(x.shape(), x.precision(), e -> {
      double k = members.cell(e % members.size());
      return k == 0 ? x.cell(e) : k * (low + range * draws.uniform(e)) + (1 - k) * x.cell(e);
    });
  }

  private static double square(double v) { return v * v; }
}
