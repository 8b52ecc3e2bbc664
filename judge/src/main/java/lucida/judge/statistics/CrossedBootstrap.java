package lucida.judge.statistics;

import java.util.Arrays;
import java.util.stream.IntStream;
import lucida.core.RandomStream;

/**
 * The pigeonhole bootstrap — Owen, Annals of Applied Statistics 1(2), 2007: of a table of people by pictures both are drawn with replacement, independently of each other, since both are
 * a sample; the interval holds the middle 95 % of the means. It errs on the wide side.
 *
 * @param resamples how many times
 * @param random the draws
 */
public record CrossedBootstrap(int resamples, RandomStream random) {
  /** Two thousand resamples. */
  public static CrossedBootstrap of(long seed) {
    return new CrossedBootstrap(2000, RandomStream.of(seed).stream("crossed bootstrap"));
  }

  /**
   * The interval of the mean of a table.
   *
   * @param values a row for each person, a column for each picture
   */
  public Interval interval(double[][] values) {
    if (values.length == 0 || values[0].length == 0) return Interval.NONE;
    return Interval.of(IntStream.range(0, resamples).parallel().mapToDouble(r -> mean(values, random.stream(r))).toArray());
  }

  private static double mean(double[][] values, RandomStream draws) {
    int people = values.length, pictures = values[0].length;
    int[] columns = IntStream.range(0, pictures).map(i -> draws.below(pictures, people + i)).toArray();
    double sum = 0;
    for (int p = 0; p < people; p++) {
      double[] row = values[draws.below(people, p)];
      sum += Arrays.stream(columns).mapToDouble(i -> row[i]).sum();
    }
    return sum / ((double) people * pictures);
  }
}
