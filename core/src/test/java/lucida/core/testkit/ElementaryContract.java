package lucida.core.testkit;

import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import lucida.core.Precision;
import lucida.core.Storage;
import lucida.core.kernel.Elementary;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** map: a few ulps from the definition in double, which itself is held against tables. */
public interface ElementaryContract extends Subject {
  /**
   * How far the kernel under test and the definition may lie apart. Math.tanh and Math.cosh promise 2.5 ulps, a quotient or a sum adds
   * half: 3 for either. The definition of erf and erfc is held within 4 of forty digits, and measured within 3.4. Where the result is
   * smaller than the smallest normal number both may lose digits, down to 0.
   */
  static double ulps(Elementary f) {
    return f == Elementary.ERF || f == Elementary.ERFC ? 8 : 6;
  }

  /** f, x, the double nearest to f(x), from a computation with 40 digits. */
  List<Value> TABLE = List.of(
      new Value(Elementary.EXP, 1, 2.718281828459045), new Value(Elementary.EXP, -20.5, 1.2501528663867426e-9),
      new Value(Elementary.EXP, 80, 5.54062238439351e+34), new Value(Elementary.LOG, 0.5, -0.6931471805599453),
      new Value(Elementary.LOG, 10, 2.302585092994046), new Value(Elementary.LOG, 1.0078125, 0.007782140442054949),
      new Value(Elementary.RECIPROCAL, -8, -0.125), new Value(Elementary.RECIPROCAL, 3, 0.3333333333333333),
      new Value(Elementary.SQRT, 2, 1.414213562373095), new Value(Elementary.SQRT, 0.0625, 0.25),
      new Value(Elementary.TANH, 0.5, 0.46211715726000974), new Value(Elementary.TANH, -3, -0.9950547536867305),
      new Value(Elementary.TANH, 0.0009765625, 0.0009765621895592603), new Value(Elementary.SECH, 1, 0.6480542736638853),
      new Value(Elementary.SECH, -30, 1.871524593768035e-13), new Value(Elementary.SIGMOID, 1, 0.7310585786300049),
      new Value(Elementary.SIGMOID, -40, 4.248354255291589e-18), new Value(Elementary.SOFTPLUS, 1, 1.3132616875182228),
      new Value(Elementary.SOFTPLUS, -30, 9.357622968839737e-14), new Value(Elementary.SOFTPLUS, 60, 60.0),
      new Value(Elementary.SIN, 1, 0.8414709848078965), new Value(Elementary.SIN, -3, -0.1411200080598672),
      new Value(Elementary.COS, 1, 0.5403023058681398), new Value(Elementary.COS, 100, 0.8623188722876839),
      new Value(Elementary.ERF, 0.5, 0.5204998778130465), new Value(Elementary.ERF, -2, -0.9953222650189527),
      new Value(Elementary.ERF, 0.0009765625, 0.0011019324300718147), new Value(Elementary.ERFC, 0.25, 0.7236736098317631),
      new Value(Elementary.ERFC, 1, 0.15729920705028513), new Value(Elementary.ERFC, 5, 1.537459794428035e-12),
      new Value(Elementary.ERFC, -1, 1.842700792949715));

  /** f(x) = y. */
  record Value(Elementary f, double x, double y) {}

  /** f of 0, −0, 1, −1, ∞, −∞, NaN wherever that is exact: the limits, and NaN outside the domain. */
  static double[] atSpecial(Elementary f) {
    double inf = Double.POSITIVE_INFINITY;
    double nan = Double.NaN;
    double one = f.of(1);
    double minusOne = f.of(-1);
    return switch (f) {
      case EXP -> new double[]{1, 1, one, minusOne, inf, 0, nan};
      case LOG -> new double[]{-inf, -inf, 0, nan, inf, nan, nan};
      case RECIPROCAL -> new double[]{inf, -inf, 1, -1, 0.0, -0.0, nan};
      case SQRT -> new double[]{0.0, -0.0, 1, nan, inf, nan, nan};
      case TANH -> new double[]{0.0, -0.0, one, minusOne, 1, -1, nan};
      case SECH -> new double[]{1, 1, one, minusOne, 0, 0, nan};
      case SIGMOID -> new double[]{0.5, 0.5, one, minusOne, 1, 0, nan};
      case SOFTPLUS -> new double[]{Math.log(2), Math.log(2), one, minusOne, inf, 0, nan};
      case SIN -> new double[]{0.0, -0.0, one, minusOne, nan, nan, nan};
      case COS -> new double[]{1, 1, one, minusOne, nan, nan, nan};
      case ERF -> new double[]{0.0, -0.0, one, minusOne, 1, -1, nan};
      case ERFC -> new double[]{1, 1, one, minusOne, 0, 2, nan};
    };
  }

  /** Each function with each precision. */
  static Stream<Arguments> functions() {
    return Samples.inBothPrecisions(List.of(Elementary.values()));
  }

  @ParameterizedTest
  @MethodSource("lucida.core.testkit.ElementaryContract#functions")
  default void tabledValues(Precision precision, Elementary f) {
    for (Value value : TABLE)
      if (value.f() == f) near(f, Samples.of(precision, value.x()), Samples.of(precision, value.y()));
  }

  /** Limits are exact, the sign of 0 too; finite values within ulps. */
  @ParameterizedTest
  @MethodSource("lucida.core.testkit.ElementaryContract#functions")
  default void specialValues(Precision precision, Elementary f) {
    double[] special = Samples.special();
    double[] expected = atSpecial(f);
    near(f, Samples.of(precision, special), Samples.of(precision, expected));
    for (int i = 0; i < expected.length; i++)
      if (expected[i] == 0 || !Double.isFinite(expected[i]))
        Agreement.identical(f + " of " + special[i], Samples.of(precision, expected[i]),
            map(f, Samples.of(precision, special[i])));
  }

  /** Around 0, through the range of the functions, and over all magnitudes. */
  @ParameterizedTest
  @MethodSource("lucida.core.testkit.ElementaryContract#functions")
  default void functionsOfManyNumbers(Precision precision, Elementary f) {
    RandomGenerator random = new SplittableRandom(8);
    int reach = precision == Precision.FLOAT32 ? 126 : 1022;
    for (int size : Samples.SIZES)
      for (double width : new double[]{1, 6, 40, 800}) {
        Storage x = Samples.of(precision, size, i -> random.nextDouble(-width, width));
        near(f, x, definition(f, x));
      }
    Storage x = Samples.of(precision, 2000, i -> Math.scalb(random.nextDouble(-2, 2), random.nextInt(-reach, reach)));
    near(f, x, definition(f, x));
  }

  /** IEEE 754 wants 1/x and √x rounded correctly, and Java never flushes small numbers. */
  @ParameterizedTest
  @EnumSource
  default void reciprocalsAndRootsAreRoundedCorrectly(Precision precision) {
    Storage x = Samples.special(precision, 2000, 9);
    for (Elementary f : new Elementary[]{Elementary.RECIPROCAL, Elementary.SQRT})
      Agreement.identical(f.name(), definition(f, x), map(f, x));
  }

  private static Storage definition(Elementary f, Storage x) { return Samples.of(x.precision(), x.length(), i -> f.of(x.get(i))); }

  private Storage map(Elementary f, Storage x) {
    return Agreement.onAnyThreads(this, Call.of(f.name(), x, x.length(), (k, a, y) -> k.map(f, a, y)));
  }

  private void near(Elementary f, Storage x, Storage expected) {
    Precision precision = x.precision();
    double smallest = precision == Precision.FLOAT32 ? Float.MIN_NORMAL : Double.MIN_NORMAL;
    Agreement.within(f + " " + precision, expected, map(f, x), i -> Math.max(ulps(f) * precision.ulp(expected.get(i)), smallest));
  }
}
