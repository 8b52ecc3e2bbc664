package lucida.core.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.function.BiFunction;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import lucida.core.RandomStream;
import org.junit.jupiter.api.Test;

/**
 * The functions that the JDK does not have, within 4 ulps of 60 digits over all x where they are neither 0 nor constant: one
 * rounding each for the operations they are made of, and 1 to 2.5 ulps that the JDK allows exp, log1p and cosh. Each is written by
 * e = e^(−|x|), which neither overflows nor cancels.
 */
class ElementaryTest {
  private static final MathContext DIGITS = new MathContext(80);
  private static final BigDecimal ONE = BigDecimal.ONE;

  @Test
  void sechKeepsItsDigits() {
    check(Elementary.SECH, (x, e) -> quotient(BigDecimal.TWO.multiply(e), ONE.add(e.pow(2))));
  }

  @Test
  void sigmoidKeepsItsDigits() {
    check(Elementary.SIGMOID, (x, e) -> quotient(x < 0 ? e : ONE, ONE.add(e)));
  }

  @Test
  void softplusKeepsItsDigits() {
    check(Elementary.SOFTPLUS, (x, e) -> new BigDecimal(Math.max(x, 0)).add(Exact.log1p(e)));
  }

  @Test
  void tanhKeepsItsDigits() {
    check(Elementary.TANH,
        (x, e) -> quotient(ONE.subtract(e.pow(2)), ONE.add(e.pow(2))).multiply(BigDecimal.valueOf(Math.signum(x))));
  }

  private static BigDecimal quotient(BigDecimal a, BigDecimal b) { return a.divide(b, DIGITS); }

  private static void check(Elementary f, BiFunction<Double, BigDecimal, BigDecimal> truth) {
    points().forEach(x -> {
      double ulps = Exact.ulps(f.of(x), truth.apply(x, Exact.exp(new BigDecimal(-Math.abs(x), DIGITS))));
      assertTrue(ulps <= 4, () -> f + "(" + x + ") = " + f.of(x) + " is " + ulps + " ulps off");
    });
  }

  /** To where e^(−|x|) vanishes at 745.2, most in the middle, about the switch at 20, and denormal results; both signs. */
  private static DoubleStream points() {
    RandomStream draws = RandomStream.of(2);
    DoubleStream wide = LongStream.range(0, 300).mapToDouble(i -> 750 * draws.uniform(i));
    DoubleStream middle = LongStream.range(300, 600).mapToDouble(i -> 40 * draws.uniform(i));
    DoubleStream near = LongStream.range(600, 900).mapToDouble(draws::uniform);
    DoubleStream denormal = LongStream.range(900, 1100).mapToDouble(i -> 705 + 41 * draws.uniform(i));
    DoubleStream switches = DoubleStream.of(20, Math.nextDown(20.0), Math.nextUp(20.0), 0, 709.78, 710.47, 745.13, 745.14, 1e-8,
        1e-30);
    return Stream.of(wide, middle, near, denormal, switches).flatMapToDouble(xs -> xs).flatMap(x -> DoubleStream.of(x, -x));
  }

  @Test
  void limits() {
    double infinity = Double.POSITIVE_INFINITY;
    limits(Elementary.EXP, 0, infinity);
    limits(Elementary.RECIPROCAL, -0.0, 0);
    limits(Elementary.TANH, -1, 1);
    limits(Elementary.SECH, 0, 0);
    limits(Elementary.SIGMOID, 0, 1);
    limits(Elementary.SOFTPLUS, 0, infinity);
    limits(Elementary.ERF, -1, 1);
    limits(Elementary.SIN, Double.NaN, Double.NaN);
    limits(Elementary.COS, Double.NaN, Double.NaN);
    limits(Elementary.ERFC, 2, 0);
    limits(Elementary.LOG, Double.NaN, infinity);
    limits(Elementary.SQRT, Double.NaN, infinity);
    for (Elementary f : Elementary.values()) assertEquals(Double.NaN, f.of(Double.NaN), f.name());
  }

  private static void limits(Elementary f, double below, double above) {
    assertEquals(below, f.of(Double.NEGATIVE_INFINITY), f.name());
    assertEquals(above, f.of(Double.POSITIVE_INFINITY), f.name());
  }

  @Test
  void whatTheJdkHasIsTheJdks() {
    assertEquals(Math.E, Elementary.EXP.of(1));
    assertEquals(1, Elementary.LOG.of(Math.E));
    assertEquals(0.25, Elementary.RECIPROCAL.of(4));
    assertEquals(1.5, Elementary.SQRT.of(2.25));
  }
}
