package lucida.judge.statistics;

import java.util.Arrays;

/** From one number to another: where the true value is with 95 % confidence; NaN where there are no values. */
public record Interval(double low, double high) {
  /** Of no value. */
  public static final Interval NONE = new Interval(Double.NaN, Double.NaN);

  private static final double TAIL = 0.025;

  /** The middle 95 % of some numbers. */
  public static Interval of(double... replicates) {
    double[] sorted = replicates.clone();
    Arrays.sort(sorted);
    return new Interval(quantile(sorted, TAIL), quantile(sorted, 1 - TAIL));
  }

  /** Linear between the two numbers that are next to it. */
  private static double quantile(double[] sorted, double q) {
    double at = q * (sorted.length - 1);
    int below = (int) at;
    double part = at - below;
    return part == 0 ? sorted[below] : (1 - part) * sorted[below] + part * sorted[below + 1];
  }
}
