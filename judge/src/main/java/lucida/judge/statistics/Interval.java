package lucida.judge.statistics;

import java.util.Arrays;
import lucida.pictures.Quantile;

/** From one number to another: where the true value is with 95 % confidence; NaN where that is not known, as of a single value. */
public record Interval(double low, double high) {
  /** Of no value, or one. */
  public static final Interval NONE = new Interval(Double.NaN, Double.NaN);

  private static final double TAIL = 0.025;

  /** The middle 95 % of some numbers. */
  public static Interval of(double... replicates) {
    double[] sorted = replicates.clone();
    Arrays.sort(sorted);
    return new Interval(Quantile.of(sorted, TAIL), Quantile.of(sorted, 1 - TAIL));
  }

  /**
   * Of the mean of numbers from a least to a most, of which n were drawn that are all v: others are a share of at most 1 − (α/2)^{1/n} of all, as Clopper and Pearson, Biometrika 26, 1934,
   * have it. A bootstrap of equal numbers would have no width.
   */
  public static Interval unanimous(double v, double least, double most, int n) {
    double others = 1 - StrictMath.pow(TAIL, 1.0 / n);
    return new Interval(v - others * (v - least), v + others * (most - v));
  }

  /** The part of it between a least and a most, which the true value does not overstep. */
  public Interval within(double least, double most) {
    return new Interval(Math.clamp(low, least, most), Math.clamp(high, least, most));
  }

  /** Whether there is one. */
  public boolean isKnown() { return !Double.isNaN(low); }
}
