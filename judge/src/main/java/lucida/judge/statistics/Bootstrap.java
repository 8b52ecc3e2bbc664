package lucida.judge.statistics;

import java.util.Arrays;
import java.util.List;
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
    return IntStream.range(0, resamples).parallel().mapToDouble(r -> statistic.applyAsDouble(drawn(pictures, random.stream(r))))
        .toArray();
  }

  /** The values of n pictures, by their numbers. */
  private static int[] drawn(Pictures pictures, RandomStream draws) {
    int n = pictures.n(), count = 0;
    int[][] of = new int[n][];
    for (int i = 0; i < n; i++) {
      of[i] = pictures.values().get(draws.below(n, i));
      count += of[i].length;
    }
    int[] drawn = new int[count];
    for (int i = 0, to = 0; i < n; to += of[i++].length) System.arraycopy(of[i], 0, drawn, to, of[i].length);
    return drawn;
  }

  /** The means of every resample of some numbers. */
  public double[] means(Pictures pictures, double... values) {
    return replicates(pictures, drawn -> {
      double sum = 0;
      for (int i : drawn) sum += values[i];
      return sum / drawn.length;
    });
  }

  /** The interval of a share of hits, 1, and misses, 0: where all are alike, the exact one of as many draws as there are pictures. */
  public Interval ofHits(Pictures pictures, double... hits) {
    return Arrays.stream(hits).allMatch(hit -> hit == hits[0])
        ? Interval.unanimous(hits[0], 0, 1, pictures.n())
        : Interval.of(means(pictures, hits));
  }

  /** A function of sums over pictures, and of how many they are. */
  @FunctionalInterface
  interface OfSums {
    double of(double[] sums, int n);
  }

  /** A function of the sums over every resample. */
  double[] ofSums(Pictures pictures, List<double[]> addends, OfSums statistic) {
    double[][] of = addends.toArray(double[][]::new);
    return replicates(pictures, drawn -> {
      double[] sums = new double[of[0].length];
      for (int i : drawn) for (int a = 0; a < sums.length; a++) sums[a] += of[i][a];
      return statistic.of(sums, drawn.length);
    });
  }
}
