package lucida.judge.statistics;

import java.util.Arrays;
import lucida.pictures.Quantile;

/** From one number to another: where the true value is with 95 % confidence; NaN where there are no values. */
public record Interval(double low, double high) {
  /** Of no value. */
  public static final Interval NONE = new Interval(Double.NaN, Double.NaN);

  private static final double TAIL = 0.025;

  /** The middle 95 % of some numbers. */
  public static Interval of(double... replicates) {
    double[] sorted = replicates.clone();
    Arrays.sort(sorted);
    return new Interval(Quantile.of(sorted, TAIL), Quantile.of(sorted, 1 - TAIL));
  }
}
