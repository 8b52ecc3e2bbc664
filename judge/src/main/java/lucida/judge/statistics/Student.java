package lucida.judge.statistics;

import java.util.Arrays;

/**
 * Student's t — Biometrika 6(1), 1908: the interval of a mean of few numbers, as of trainings from several seeds, of which a bootstrap would draw too narrow a one.
 */
public final class Student {
  private static final double LEVEL = 0.95;
  private static final double WIDEST = 1e3;

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

  /** The t that ±t holds with probability 0.95, by bisection. */
  static double t(int degrees) {
    double low = 0, high = WIDEST;
    while (Math.nextUp(low) < high) {
      double middle = low + (high - low) / 2;
      if (middle <= low || middle >= high) break;
      if (within(middle, degrees) < LEVEL) low = middle;
      else high = middle;
    }
    return high;
  }

  /**
   * P(|T| ≤ t), a finite sum (Abramowitz, Stegun 1964, 26.7.3 and 26.7.4): with θ = arctan(t/√ν)
   *
   * <pre>
   *   ν odd:   2/π (θ + sin θ (cos θ + 2/3 cos³θ + … + 2·4…(ν−3)/(3·5…(ν−2)) cos^{ν−2} θ))
   *   ν even:  sin θ (1 + 1/2 cos²θ + … + 1·3…(ν−3)/(2·4…(ν−2)) cos^{ν−2} θ)
   * </pre>
   */
  static double within(double t, int degrees) {
    double theta = Math.atan(t / Math.sqrt(degrees)), cos = Math.cos(theta);
    int first = degrees % 2;
    double term = first == 1 ? cos : 1, sum = 0;
    for (int power = first; power <= degrees - 2; power += 2) {
      sum += term;
      term *= cos * cos * (power + 1) / (power + 2);
    }
    double polynomial = Math.sin(theta) * sum;
    return first == 1 ? 2 / Math.PI * (theta + polynomial) : polynomial;
  }
}
