package lucida.judge.statistics;

import java.util.Arrays;
import java.util.stream.IntStream;
import lucida.core.RandomStream;

/**
 * The sign-flip test of paired differences — Fisher, The Design of Experiments, 1935: if neither of two methods were better, the sign of each difference
 * would be as likely + as −. p is the share of sign patterns whose sum is at least as far from 0. All patterns are counted where there are few.
 *
 * @param draws how many random patterns where there are too many to count
 * @param random the draws
 */
public record SignFlip(int draws, RandomStream random) {
  /** 2^16 patterns are counted at most. */
  private static final int COUNTED = 16;

  /** Five thousand patterns. */
  public static SignFlip of(long seed) {
    return new SignFlip(5_000, RandomStream.of(seed).stream("sign flips"));
  }

  /** p, two-sided; differences of 0 have no sign and do not matter. 1 where there is none other: every pattern has the same sum. */
  public double p(double... differences) {
    double[] d = Arrays.stream(differences).filter(v -> v != 0).toArray();
    if (d.length == 0) return 1;
    double seen = Math.abs(Arrays.stream(d).sum()) * (1 - 1e-12); // sums of the same numbers in another order differ by rounding
    if (d.length <= COUNTED) {
      int patterns = 1 << d.length, far = 0;
      for (int pattern = 0; pattern < patterns; pattern++) if (Math.abs(sum(d, pattern)) >= seen) far++;
      return (double) far / patterns;
    }
    int far = 1; // the pattern that was seen is one of them
    far += (int) IntStream.range(0, draws).parallel().filter(r -> Math.abs(sum(d, random.stream(r))) >= seen).count();
    return (double) far / (draws + 1);
  }

  private static double sum(double[] d, int pattern) {
    double sum = 0;
    for (int i = 0; i < d.length; i++) sum += (pattern >> i & 1) == 0 ? d[i] : -d[i];
    return sum;
  }

  private static double sum(double[] d, RandomStream signs) {
    double sum = 0;
    for (int first = 0; first < d.length; first += 64) {
      long bits = signs.bits(first / 64);
      for (int i = first; i < Math.min(first + 64, d.length); i++, bits >>>= 1) sum += (bits & 1) == 0 ? d[i] : -d[i];
    }
    return sum;
  }
}
