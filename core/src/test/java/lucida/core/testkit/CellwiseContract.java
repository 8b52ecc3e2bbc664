package lucida.core.testkit;

import java.util.stream.Stream;
import lucida.core.Precision;
import lucida.core.Storage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** add, multiply, scale, slope: one rounding per cell, so equality is demanded, of infinities, NaN and the sign of 0 too. */
public interface CellwiseContract extends Subject {
  /** Awkward sizes. */
  static Stream<Arguments> sizes() { return Samples.inBothPrecisions(Samples.SIZES); }

  /** In double the sum of two floats is exact enough to round to the float next to it: both routes give the same. */
  @ParameterizedTest
  @MethodSource("lucida.core.testkit.CellwiseContract#sizes")
  default void sumsAndProductsOfCells(Precision precision, int size) {
    Storage x = Samples.special(precision, size, 1);
    Storage y = Samples.special(precision, size, 2);
    Agreement.withDefinitionExactly(this, Call.of("add", x, y, size, (k, a, b, z) -> k.add(a, b, z)));
    Agreement.withDefinitionExactly(this, Call.of("multiply", x, y, size, (k, a, b, z) -> k.multiply(a, b, z)));
  }

  @ParameterizedTest
  @EnumSource
  default void sumsAndProductsInClosedForm(Precision precision) {
    int size = 207;
    Storage i = Samples.of(precision, size, n -> n);
    Storage j = Samples.of(precision, size, n -> size - n);
    Agreement.exactly("add", n -> size, Agreement.onAnyThreads(this, Call.of("add", i, j, size, (k, a, b, z) -> k.add(a, b, z))));
    Agreement.exactly("multiply", n -> n * (size - n),
        Agreement.onAnyThreads(this, Call.of("multiply", i, j, size, (k, a, b, z) -> k.multiply(a, b, z))));
    Agreement.exactly("scale", n -> -2.5 * n,
        Agreement.onAnyThreads(this, Call.of("scale", i, size, (k, a, y) -> k.scale(-2.5, a, y))));
  }

  /** Exact where the factor can be stored; else it may be rounded first: two roundings of u beside the definition's one, below 2ε. */
  @ParameterizedTest
  @MethodSource("lucida.core.testkit.CellwiseContract#sizes")
  default void multiplesOfCells(Precision precision, int size) {
    Storage x = Samples.special(precision, size, 3);
    for (double a : new double[]{0, -0.0, 1, -1, 0.375, 1024})
      Agreement.withDefinitionExactly(this, Call.of("scale by " + a, x, size, (k, v, y) -> k.scale(a, v, y)));
    Agreement.withDefinition(this, Call.of("scale by 0.1", x, size, (k, v, y) -> k.scale(0.1, v, y)), 1);
  }

  /**
   * The rule itself, for every pair of special numbers: above where x > 0, below where x ≤ 0, a factor of 0 gives 0 whatever v is; but
   * NaN where x is NaN, also of v = 0 and where both factors are the same.
   */
  @ParameterizedTest
  @EnumSource
  default void gatesSkip(Precision precision) {
    double[] special = Samples.special();
    int size = special.length * special.length;
    Storage x = Samples.of(precision, size, i -> special[i / special.length]);
    Storage v = Samples.of(precision, size, i -> special[i % special.length]);
    double[][] slopes = {{0, 1}, {1, 0}, {0.25, 1}, {-1, 1}, {0, 2}, {-0.0, 1}, {0, 0}, {1, 1}};
    for (double[] s : slopes) {
      Storage expected = precision.allocate(size);
      for (int i = 0; i < size; i++) {
        double factor = x.get(i) > 0 ? s[1] : s[0];
        expected.set(i, Double.isNaN(x.get(i)) ? Double.NaN : factor == 0 ? 0.0 : factor * v.get(i));
      }
      String name = "slope " + s[0] + ", " + s[1];
      Call call = Call.of(name, x, v, size, (k, a, b, y) -> k.gate(s[0], s[1], a, b, y));
      Agreement.identical(name, expected, Agreement.onAnyThreads(this, call));
    }
  }

  /** ReLU, leaky ReLU and absolute value of ∞, −∞, NaN and −0, and the gate of each by NaN, at every place of a vector and after. */
  @ParameterizedTest
  @EnumSource
  default void nanPassesEveryGate(Precision precision) {
    double inf = Double.POSITIVE_INFINITY;
    for (int size : Samples.SIZES) for (int at = 0; at < Math.min(size, 17); at++) {
      int place = at;
      Storage x = Samples.of(precision, size, i -> i == place ? Double.NaN : i % 3 == 0 ? inf : i % 3 == 1 ? -inf : -0.0);
      Agreement.exactly("relu", i -> i == place ? Double.NaN : i % 3 == 0 ? inf : 0, slope(0, x, x).on(kernels(1)));
      Agreement.exactly("leaky", i -> i == place ? Double.NaN : i % 3 == 0 ? inf : i % 3 == 1 ? -inf : 0,
          slope(0.125, x, x).on(kernels(1)));
      Agreement.exactly("abs", i -> i == place ? Double.NaN : i % 3 < 2 ? inf : 0, slope(-1, x, x).on(kernels(1)));
      Agreement.exactly("gate", i -> i == place ? Double.NaN : i % 3 == 0 ? 2 : 0,
          slope(0, x, Samples.of(precision, size, i -> 2)).on(kernels(1)));
    }
  }

  private static Call slope(double below, Storage x, Storage v) {
    return Call.of("gate " + below, x, v, v.length(), (k, a, b, y) -> k.gate(below, 1, a, b, y));
  }

  @ParameterizedTest
  @MethodSource("lucida.core.testkit.CellwiseContract#sizes")
  default void slopes(Precision precision, int size) {
    Storage x = Samples.special(precision, size, 4);
    Storage v = Samples.special(precision, size, 5);
    Agreement.withDefinitionExactly(this, Call.of("gate", x, v, size, (k, a, b, y) -> k.gate(0, 1, a, b, y)));
    Agreement.withDefinitionExactly(this, Call.of("absolute value", x, v, size, (k, a, b, y) -> k.gate(-1, 1, a, b, y)));
    Agreement.withDefinition(this, slope(Samples.mixed(precision, size, 6), Samples.mixed(precision, size, 7)), 1);
  }

  /** With the selector kept apart: it is no factor of any term. */
  private static Call slope(Storage x, Storage v) {
    return Call.of("leaky slope", v, v.length(), (k, b, y) -> k.gate(0.1, 1, x, b, y));
  }
}
