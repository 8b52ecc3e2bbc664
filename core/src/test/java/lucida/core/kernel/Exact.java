package lucida.core.kernel;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/** Functions of one variable to 50 digits and more, by series and fractions that need no table. For x up to a few thousand. */
final class Exact {
  private static final MathContext DIGITS = new MathContext(80);
  private static final BigDecimal TWO = BigDecimal.TWO;
  /** The first 60 digits of √π. */
  static final BigDecimal ROOT_PI = new BigDecimal("1.77245385090551602729816748334114518279754945612238712821381");

  private Exact() {}

  /** (e^(x/2ᵏ))^(2ᵏ), the inner one by 40 terms of its power series, where x/2ᵏ < 2⁻⁸; squaring k times costs k bits. */
  static BigDecimal exp(BigDecimal x) {
    int k = Math.max(0, x.precision() - x.scale() + 2) * 4;
    BigDecimal small = x.divide(new BigDecimal(BigInteger.ONE.shiftLeft(k)), DIGITS);
    BigDecimal sum = BigDecimal.ONE;
    BigDecimal term = BigDecimal.ONE;
    for (int n = 1; n < 40; n++) {
      term = term.multiply(small, DIGITS).divide(BigDecimal.valueOf(n), DIGITS);
      sum = sum.add(term, DIGITS);
    }
    for (int i = 0; i < k; i++) sum = sum.multiply(sum, DIGITS);
    return sum;
  }

  /** log(1 + x) for 0 ≤ x ≤ 1: 2 artanh(x/(2 + x)) = 2 Σ_n zⁿ/n over odd n, z ≤ 1/3. */
  static BigDecimal log1p(BigDecimal x) {
    BigDecimal z = x.divide(TWO.add(x), DIGITS);
    BigDecimal square = z.multiply(z, DIGITS);
    BigDecimal power = z;
    BigDecimal sum = BigDecimal.ZERO;
    for (int n = 1; n < 160; n += 2) {
      sum = sum.add(power.divide(BigDecimal.valueOf(n), DIGITS), DIGITS);
      power = power.multiply(square, DIGITS);
    }
    return sum.multiply(TWO);
  }

  /** For any x: by its series up to 2.5, by the fraction beyond. */
  static BigDecimal erfc(double x) {
    if (x < 0) return TWO.subtract(erfc(-x));
    return x < 2.5 ? BigDecimal.ONE.subtract(erfBySeries(x)) : erfcByFraction(x);
  }

  static BigDecimal erf(double x) { return Math.abs(x) < 2.5 ? erfBySeries(x) : BigDecimal.ONE.subtract(erfc(x)); }

  /** erf x = 2/√π · e^(−x²) · Σ_n 2ⁿ x^(2n+1) / (2n+1)!! (Abramowitz and Stegun 7.1.6): all terms have one sign. */
  static BigDecimal erfBySeries(double x) {
    BigDecimal exact = new BigDecimal(x, DIGITS);
    BigDecimal square = exact.multiply(exact, DIGITS);
    BigDecimal term = exact;
    BigDecimal sum = exact;
    for (int n = 1; n < 60 + 20 * x * x; n++) {
      term = term.multiply(square, DIGITS).multiply(TWO).divide(BigDecimal.valueOf(2 * n + 1), DIGITS);
      sum = sum.add(term, DIGITS);
    }
    return TWO.multiply(exp(square.negate())).multiply(sum, DIGITS).divide(ROOT_PI, DIGITS);
  }

  /**
   * erfc x = e^(−x²)/√π · 1/(x + (1/2)/(x + (2/2)/(x + (3/2)/(x + …)))) for x > 0 (Abramowitz and Stegun 7.1.14). With m levels the
   * relative error is near e^(−2√(2m)·x): (50/x)² levels leave 10⁻⁶¹.
   */
  static BigDecimal erfcByFraction(double x) {
    BigDecimal exact = new BigDecimal(x, DIGITS);
    BigDecimal tail = exact;
    for (int level = (int) (2500 / (x * x)) + 10; level >= 1; level--)
      tail = exact.add(BigDecimal.valueOf(level).divide(TWO.multiply(tail), DIGITS), DIGITS);
    return exp(exact.multiply(exact, DIGITS).negate()).divide(ROOT_PI.multiply(tail), DIGITS);
  }

  /** How many ulps of the true value, of at least the smallest double, a result is off. */
  static double ulps(double result, BigDecimal truth) {
    BigDecimal ulp = new BigDecimal(Math.ulp(truth.doubleValue()));
    return new BigDecimal(result).subtract(truth).divide(ulp, MathContext.DECIMAL64).abs().doubleValue();
  }
}
