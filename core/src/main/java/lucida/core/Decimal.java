package lucida.core;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * A finite number in decimal digits: the fewest that tell it from its neighbours in the same precision, and of those the nearest to
 * it. Where these are more than are wanted it is the number itself that is rounded, half to even, and not its digits.
 *
 * @param whole what stands before the point, the sign included: "-12"
 * @param fraction what stands after it, perhaps nothing
 * @param exponent the power of ten it is to be multiplied by
 */
record Decimal(String whole, String fraction, int exponent) {
  /** Writes with exponent 0 and at most the given number of decimals. */
  static Decimal plain(Precision precision, double x, int most) {
    return of(x, shortest(precision, x, most), 0, 0);
  }

  /** Writes one digit before the point, not 0 unless the number is, and at most the given number of decimals. */
  static Decimal scientific(Precision precision, double x, int most) {
    BigDecimal digits = shortest(precision, x, most - exponent(shortest(precision, x)));
    return of(x, digits, exponent(digits), 0);
  }

  /**
   * Writes one digit before the point and exactly {@code decimals} after it: if the shortest digits are not as many, the number
   * itself is rounded.
   */
  static Decimal scientificTo(Precision precision, double x, int decimals) {
    BigDecimal shortest = shortest(precision, x);
    boolean fits = shortest.precision() == decimals + 1;
    BigDecimal digits = fits ? shortest : exact(x).round(new MathContext(decimals + 1, RoundingMode.HALF_EVEN));
    return of(x, digits, exponent(digits), decimals);
  }

  private static Decimal of(double x, BigDecimal digits, int exponent, int decimals) {
    BigDecimal mantissa = digits.scaleByPowerOfTen(-exponent);
    String text = mantissa.setScale(Math.max(decimals, mantissa.scale())).toPlainString();
    int point = text.contains(".") ? text.indexOf('.') : text.length();
    String sign = Math.copySign(1, x) < 0 ? "-" : "";
    return new Decimal(sign + text.substring(0, point), text.substring(Math.min(point + 1, text.length())), exponent);
  }

  private static int exponent(BigDecimal x) { return x.signum() == 0 ? 0 : x.precision() - x.scale() - 1; }

  private static BigDecimal exact(double x) { return new BigDecimal(Math.abs(x)); }

  private static BigDecimal shortest(Precision precision, double x, int most) {
    BigDecimal shortest = shortest(precision, x);
    return shortest.scale() <= most ? shortest : exact(x).setScale(most, RoundingMode.HALF_EVEN).stripTrailingZeros();
  }

  /** The JDK writes the fewest digits too, but never fewer than two: the smallest numbers need only one. */
  private static BigDecimal shortest(Precision precision, double x) {
    double size = Math.abs(x);
    BigDecimal one = exact(x).round(new MathContext(1, RoundingMode.HALF_EVEN));
    BigDecimal fewest = switch (precision) {
      case FLOAT32 -> one.floatValue() == size ? one : new BigDecimal(Float.toString((float) size));
      case FLOAT64 -> one.doubleValue() == size ? one : new BigDecimal(Double.toString(size));
    };
    return fewest.stripTrailingZeros();
  }
}
