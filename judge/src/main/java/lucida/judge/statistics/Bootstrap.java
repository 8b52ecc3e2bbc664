package lucida.judge.statistics;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import lucida.core.RandomStream;

/**
 * The percentile bootstrap — Efron, Annals of Statistics 7(1), 1979: a statistic of n pictures is computed again for n pictures drawn from them
 * with replacement, many times; the interval holds the middle 95 % of what comes out.
 *
 * @param resamples how many times
 * @param random the draws
 */
public record Bootstrap(int resamples, RandomStream random) {
  private static final double TAIL = 0.025;

  /** Two thousand resamples. */
  public static Bootstrap of(long seed) {
    return new Bootstrap(2000, RandomStream.of(seed).stream("bootstrap"));
  }

  /**
   * The interval of a statistic.
   *
   * @param n how many pictures
   * @param statistic of some pictures, by their numbers from 0, which may repeat
   */
  public Interval of(int n, ToDoubleFunction<int[]> statistic) {
    double[] found = IntStream.range(0, resamples).parallel().mapToDouble(r -> {
      RandomStream draws = random.stream(r);
      return statistic.applyAsDouble(IntStream.range(0, n).map(i -> draws.below(n, i)).toArray());
    }).toArray();
    Arrays.sort(found);
    return new Interval(quantile(found, TAIL), quantile(found, 1 - TAIL));
  }

  /** Linear between the two that are next to it. */
  private static double quantile(double[] sorted, double q) {
    double at = q * (sorted.length - 1);
    int below = (int) at;
    double part = at - below;
    return part == 0 ? sorted[below] : (1 - part) * sorted[below] + part * sorted[below + 1];
  }
}
