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
   * The interval of the mean of a table. Where all values are alike, drawing them again would give it no width: then it is the exact one of n draws, as many as there are people or pictures, whichever are fewer, for
   * of so many cells no two share a person or a picture, so that they are independent of each other; with one person, or one picture, it is about her alone, or it.
   *
   * @param values a row for each person, a column for each picture
   * @param least that a value can be
   * @param most that a value can be
   */
  public Interval interval(double[][] values, double least, double most) {
    if (values.length == 0 || values[0].length == 0) return Interval.NONE;
    double first = values[0][0];
    if (Arrays.stream(values).flatMapToDouble(Arrays::stream).allMatch(v -> v == first)) {
      int people = values.length, pictures = values[0].length;
      return Interval.unanimous(first, least, most,
          Math.min(people, pictures) == 1 ? Math.max(people, pictures) : Math.min(people, pictures));
    }
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
