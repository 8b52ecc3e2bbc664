package lucida.book;

import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import lucida.core.Tensor;

/**
 * A 95 % confidence interval at every cell of an estimate.
 *
 * @param low its lower end, of the estimate's shape; −∞ where it is the whole line
 * @param high its upper end
 */
public record ErrorBars(Tensor low, Tensor high) {
  /** How often such an interval holds what is estimated. */
  public static final double CONFIDENCE = 0.95;
  private static final double NORMAL = 1.959963984540054;

  /** mean ± t √variance, with Student's t for n samples. */
  static ErrorBars around(Tensor mean, Tensor variance, int n) {
    Tensor half = variance.map(Math::sqrt).scale(quantile(n - 1));
    return new ErrorBars(mean.minus(half), mean.plus(half));
  }

  /**
   * Student's t, which ±t holds with probability 0.95, by the asymptotic expansion in 1/degrees (Abramowitz and Stegun 26.7.5): to four digits from 7 degrees of
   * freedom on.
   */
  static double quantile(int degrees) {
    double x = NORMAL, x2 = x * x, n = degrees;
    return x + x * (x2 + 1) / (4 * n) + x * ((5 * x2 + 16) * x2 + 3) / (96 * n * n)
        + x * (((3 * x2 + 19) * x2 + 17) * x2 - 15) / (384 * n * n * n)
        + x * ((((79 * x2 + 776) * x2 + 1482) * x2 - 1920) * x2 - 945) / (92160 * n * n * n * n);
  }

  /**
   * The share of cells whose interval holds the exact value.
   *
   * @param rounding how far relative to itself an exact value may lie outside: where an estimate has no variance its interval is one number, and rounded
   */
  double holding(Tensor exact, double rounding) {
    return share(e -> {
      double value = exact.cell(e), slack = rounding * Math.abs(value);
      return value + slack >= low.cell(e) && value - slack <= high.cell(e);
    });
  }

  /** The share of cells whose interval is not the whole line. */
  double bounded() {
    return share(e -> Double.isFinite(low.cell(e)));
  }

  /**
   * What they are worth.
   *
   * @param exact what is estimated
   * @param rounding see {@link #holding}
   */
  Coverage coverage(Tensor exact, double rounding) {
    return new Coverage(medianRelativeTo(exact), bounded(), holding(exact, rounding));
  }

  /** Half the length of the interval relative to a value, in the median over the cells whose value is not 0; NaN if there are none. */
  double medianRelativeTo(Tensor value) {
    double[] ratios = IntStream.range(0, low.size()).filter(e -> value.cell(e) != 0)
        .mapToDouble(e -> (high.cell(e) - low.cell(e)) / 2 / Math.abs(value.cell(e))).toArray();
    return Distribution.of(Tensor.vector(ratios)).median();
  }

  private double share(IntPredicate holds) {
    return (double) IntStream.range(0, low.size()).filter(holds).count() / low.size();
  }
}
