package lucida.kernels.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.SplittableRandom;
import lucida.core.Doubles;
import lucida.core.Floats;
import lucida.core.Precision;
import lucida.core.Storage;
import lucida.core.kernel.Elementary;
import lucida.core.kernel.Kernels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The elementary functions against series summed with 40 digits, in ulps, and one cell alone against the same cell among others. */
class ElementaryFunctionsTest {
  private static final MathContext DIGITS = new MathContext(40);
  private static final BigDecimal LN2 = new BigDecimal("0.6931471805599453094172321214581765680755");
  private final Kernels kernels = new VectorKernels(1);

  /** eˣ = 2ⁿ eʳ, the series of eʳ. */
  private static BigDecimal exp(BigDecimal x) {
    int n = x.divide(LN2, DIGITS).setScale(0, java.math.RoundingMode.HALF_EVEN).intValueExact();
    BigDecimal r = x.subtract(LN2.multiply(BigDecimal.valueOf(n)), DIGITS);
    BigDecimal sum = BigDecimal.ONE;
    BigDecimal term = BigDecimal.ONE;
    for (int k = 1; k < 40; k++) {
      term = term.multiply(r, DIGITS).divide(BigDecimal.valueOf(k), DIGITS);
      sum = sum.add(term, DIGITS);
    }
    BigDecimal power = new BigDecimal(2).pow(Math.abs(n), DIGITS);
    return n < 0 ? sum.divide(power, DIGITS) : sum.multiply(power, DIGITS);
  }

  /** log y = n ln 2 + 2 artanh((m − 1)/(m + 1)) for y = 2ⁿ m, m between ⅔ and 4/3. */
  private static BigDecimal log(BigDecimal y) {
    int n = 0;
    BigDecimal two = BigDecimal.TWO;
    BigDecimal m = y;
    for (; m.doubleValue() > 4 / 3.0; n++) m = m.divide(two, DIGITS);
    for (; m.doubleValue() < 2 / 3.0; n--) m = m.multiply(two, DIGITS);
    BigDecimal s = m.subtract(BigDecimal.ONE).divide(m.add(BigDecimal.ONE), DIGITS);
    BigDecimal square = s.multiply(s, DIGITS);
    BigDecimal sum = BigDecimal.ZERO;
    BigDecimal power = s;
    for (int k = 0; k < 32; k++, power = power.multiply(square, DIGITS))
      sum = sum.add(power.divide(BigDecimal.valueOf(2 * k + 1), DIGITS), DIGITS);
    return sum.multiply(two).add(LN2.multiply(BigDecimal.valueOf(n)), DIGITS);
  }

  private static BigDecimal of(Elementary f, double at) {
    BigDecimal x = new BigDecimal(at);
    BigDecimal one = BigDecimal.ONE;
    return switch (f) {
      case EXP -> exp(x);
      case LOG -> log(x);
      case RECIPROCAL -> one.divide(x, DIGITS);
      case SQRT -> x.sqrt(DIGITS);
      case TANH -> {
        BigDecimal e = exp(x.add(x));
        yield e.subtract(one).divide(e.add(one), DIGITS);
      }
      case SECH -> BigDecimal.TWO.divide(exp(x).add(exp(x.negate())), DIGITS);
      case SIGMOID -> one.divide(one.add(exp(x.negate())), DIGITS);
      case SOFTPLUS -> log(one.add(exp(x)));
      case SIN, COS, ERF, ERFC -> BigDecimal.valueOf(f.of(at));
    };
  }

  /** 2 ulps in float64, and in float32, where all is computed in double and rounded once, 0.5001. */
  @ParameterizedTest
  @EnumSource(value = Elementary.class, names = {"SIN", "COS", "ERF", "ERFC"}, mode = EnumSource.Mode.EXCLUDE)
  void withinUlps(Elementary f) {
    SplittableRandom random = new SplittableRandom(3);
    double[] widths = {1e-3, 0.3, 1, 4, 30, 85};
    boolean positive = f == Elementary.LOG || f == Elementary.SQRT;
    float[] x = new float[1200];
    for (int i = 0; i < x.length; i++) x[i] = (float) random.nextDouble(positive ? 0 : -widths[i % 6], widths[i % 6]);
    for (int i = 0; i < 200; i++) x[i] = f == Elementary.LOG ? 1 + x[i] / 64 : x[i];
    double[] wide = new double[x.length];
    for (int i = 0; i < x.length; i++) wide[i] = x[i];
    Storage y32 = map(f, new Floats(x));
    Storage y64 = map(f, new Doubles(wide));
    for (int i = 0; i < x.length; i++) {
      BigDecimal exact = of(f, x[i]);
      assertUlps(f, x[i], exact, y64.get(i), Math.ulp(exact.doubleValue()), 2);
      assertUlps(f, x[i], exact, y32.get(i), Math.ulp(exact.floatValue()), 0.5001);
    }
  }

  private static void assertUlps(Elementary f, double x, BigDecimal exact, double y, double ulp, double most) {
    double ulps = Math.abs(new BigDecimal(y).subtract(exact).doubleValue()) / ulp;
    assertTrue(ulps <= most, f + " of " + x + " is " + y + ", " + ulps + " ulps from " + exact.doubleValue());
  }

  /** Down to the smallest subnormal: a rounding more than a normal result has. */
  @Test
  void exponentialsAndLogarithmsOfTheSmallest() {
    double[] x = {-708.5, -720, -740, -745.1, 709.78};
    Storage y = map(Elementary.EXP, new Doubles(x));
    for (int i = 0; i < x.length; i++) assertEquals(Math.exp(x[i]), y.get(i), 2 * Math.ulp(Math.exp(x[i])));
    double[] small = {Double.MIN_VALUE, 1e-320, Double.MIN_NORMAL, Double.MAX_VALUE, 0.9999999999999999, 1.0000000000000002};
    Storage logs = map(Elementary.LOG, new Doubles(small));
    for (int i = 0; i < small.length; i++) assertEquals(Math.log(small[i]), logs.get(i), Math.ulp(Math.log(small[i])));
  }

  /** A cell has the same bits alone, at the end of an array and in its middle. */
  @ParameterizedTest
  @EnumSource
  void tailsAreAsBodies(Elementary f) {
    SplittableRandom random = new SplittableRandom(4);
    for (Precision precision : Precision.values()) {
      Storage x = precision.allocate(67);
      for (int i = 0; i < 67; i++) x.set(i, random.nextDouble(0.01, 5));
      Storage whole = map(f, x);
      for (int length = 1; length < 67; length++) {
        Storage part = precision.allocate(length);
        for (int i = 0; i < length; i++) part.set(i, x.get(67 - length + i));
        Storage y = map(f, part);
        for (int i = 0; i < length; i++) assertEquals(whole.get(67 - length + i), y.get(i), f + " cell " + i + " of " + length);
      }
    }
  }

  private Storage map(Elementary f, Storage x) {
    Storage y = x.precision().allocate(x.length());
    kernels.map(f, x, y);
    return y;
  }
}
