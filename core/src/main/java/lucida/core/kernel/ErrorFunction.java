package lucida.core.kernel;

/**
 * erf and erfc to a few ulps.
 *
 * <p>Near 0 by the series of positive terms erf x = 2/√π · e^(−x²) · Σ_n 2ⁿ x^(2n+1) / (2n+1)!!, farther out by the continued fraction
 * erfc x = e^(−x²)/√π · 1/(x + (1/2)/(x + (2/2)/(x + (3/2)/(x + …)))), taken from its far end (Abramowitz and Stegun 7.1.6, 7.1.14).
 */
final class ErrorFunction {
  private static final double TWO_OVER_ROOT_PI = 1.1283791670955126;
  private static final double FRACTION_FROM = 2.25;
  private static final int LEVELS = 120;

  private ErrorFunction() {}

  static double erf(double x) {
    if (Double.isNaN(x)) return x;
    double size = Math.abs(x);
    return Math.copySign(size < FRACTION_FROM ? series(size) : 1 - fraction(size), x);
  }

  static double erfc(double x) {
    if (Double.isNaN(x)) return x;
    if (x < 0) return 1 + erf(-x);
    return x < 0.5 ? 1 - series(x) : x < FRACTION_FROM ? between(x) : fraction(x);
  }

  private static double series(double x) {
    double term = x;
    double sum = x;
    for (int n = 1; term > sum * 1e-18; n++) {
      term *= 2 * x * x / (2 * n + 1);
      sum += term;
    }
    return TWO_OVER_ROOT_PI * gauss(x) * sum;
  }

  private static double fraction(double x) {
    if (x > 27) return x > 1e3 ? 0 : gauss(x) * TWO_OVER_ROOT_PI / 2 / x;
    double tail = x;
    for (int level = LEVELS; level >= 1; level--) tail = x + level / 2.0 / tail;
    return gauss(x) * TWO_OVER_ROOT_PI / 2 / tail;
  }

  /** The fraction again, which between 0.5 and 2.25 wants more levels. */
  private static double between(double x) {
    double tail = x + Math.sqrt(1000);
    for (int level = 2000; level >= 1; level--) tail = x + level / 2.0 / tail;
    return gauss(x) * TWO_OVER_ROOT_PI / 2 / tail;
  }

  /** e^(−x²) with the square split in two, so that its rounding does not grow with x. */
  private static double gauss(double x) {
    double head = (float) x;
    double tail = x - head;
    return Math.exp(-head * head) * Math.exp(-tail * (head + x));
  }
}
