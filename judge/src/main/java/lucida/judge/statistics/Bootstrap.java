package lucida.judge.statistics;

import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import lucida.core.RandomStream;

/**
 * The percentile bootstrap — Efron, Annals of Statistics 7(1), 1979: a statistic of n pictures is computed again for n pictures drawn from them
 * with replacement, many times; the interval holds the middle 95 % of what comes out. All values of a picture are drawn together. The draws depend on n alone:
 * statistics of the same pictures are drawn together, and their differences are paired.
 *
 * @param resamples how many times
 * @param random the draws
 */
public record Bootstrap(int resamples, RandomStream random) {
  /** Two thousand resamples. */
  public static Bootstrap of(long seed) {
    return new Bootstrap(2000, RandomStream.of(seed).stream("bootstrap"));
  }

  /**
   * The statistic of every resample.
   *
   * @param pictures which are drawn, each with all its values
   * @param statistic of some values, by their numbers from 0, which may repeat
   */
  public double[] replicates(Pictures pictures, ToDoubleFunction<int[]> statistic) {
    int n = pictures.n();
    return IntStream.range(0, resamples).parallel().mapToDouble(r -> {
      RandomStream draws = random.stream(r);
      return statistic
          .applyAsDouble(IntStream.range(0, n).flatMap(i -> IntStream.of(pictures.values().get(draws.below(n, i)))).toArray());
    }).toArray();
  }

  /** The means of every resample of some numbers. */
  public double[] means(Pictures pictures, double... values) {
    return replicates(pictures, drawn -> {
      double sum = 0;
      for (int i : drawn) sum += values[i];
      return sum / drawn.length;
    });
  }
}
