package lucida.judge.statistics;

import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import org.hipparchus.distribution.continuous.TDistribution;
import org.hipparchus.stat.inference.TTest;

/**
 * Student's t — Biometrika 6(1), 1908: the interval of a mean of few numbers, as of trainings from several seeds, of which a bootstrap would draw too narrow a one.
 */
public final class Student {
  private static final double LEVEL = 0.95;
  /** The library's own is 1e-9. */
  private static final double ACCURACY = 1e-13;

  private Student() {}

  /** mean ± t s/√n, with n − 1 degrees of freedom; NaN of fewer than two numbers. */
  public static Interval interval(double... values) {
    int n = values.length;
    if (n < 2) return Interval.NONE;
    double mean = Arrays.stream(values).average().orElseThrow();
    double variance = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / (n - 1);
    double half = t(n - 1) * Math.sqrt(variance / n);
    return new Interval(mean - half, mean + half);
  }

  /** The p of a paired test, two-sided, by Hipparchus: how often a mean of differences would be so far from 0 if their true mean were 0. NaN of fewer than two; where they are all equal and t is infinite, that of the signs, 2 of 2ⁿ patterns. */
  public static double p(double... differences) {
    if (differences.length < 2) return Double.NaN;
    DoubleSummaryStatistics all = Arrays.stream(differences).summaryStatistics();
    if (all.getMin() == all.getMax()) return all.getMin() == 0 ? 1 : Math.scalb(1.0, 1 - differences.length);
    return new TTest().tTest(0, differences);
  }

  /** The t that ±t holds with probability 0.95. */
  public static double t(int degrees) {
    return new TDistribution(degrees, ACCURACY).inverseCumulativeProbability((1 + LEVEL) / 2);
  }
}
