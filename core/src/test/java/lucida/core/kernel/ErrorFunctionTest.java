package lucida.core.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import lucida.core.RandomStream;
import org.junit.jupiter.api.Test;

/** erf and erfc against 40 and more digits, by a series and a continued fraction that also check each other. */
class ErrorFunctionTest {
  private static final double[] SWITCHES = {0.25, 0.5, 2.25, 27.25};

  /** Two routes that share nothing but e^x: they agree to 1 in 10⁴⁰, and at 1 with the digits that tables print. */
  @Test
  void theTruthIsTrue() {
    for (double x = 0.75; x < 5; x += 0.25) {
      BigDecimal fraction = Exact.erfcByFraction(x);
      BigDecimal apart = BigDecimal.ONE.subtract(Exact.erfBySeries(x)).subtract(fraction).abs();
      assertTrue(apart.compareTo(fraction.scaleByPowerOfTen(-40)) < 0, "at " + x);
    }
    BigDecimal tabled = new BigDecimal("0.84270079294971486934122063508260925929606699796630");
    assertTrue(Exact.erf(1).subtract(tabled).abs().compareTo(new BigDecimal("1e-49")) < 0);
    BigDecimal e = new BigDecimal("2.71828182845904523536028747135266249775724709369995");
    assertTrue(Exact.exp(BigDecimal.ONE).subtract(e).abs().compareTo(new BigDecimal("1e-49")) < 0);
  }

  @Test
  void erfIsWithin4Ulps() {
    points().forEach(x -> assertTrue(Exact.ulps(ErrorFunction.erf(x), Exact.erf(x)) <= 4, "erf " + x));
  }

  @Test
  void erfcIsWithin4Ulps() {
    points().forEach(x -> assertTrue(Exact.ulps(ErrorFunction.erfc(x), Exact.erfc(x)) <= 4, "erfc " + x));
  }

  /**
   * All over [−30, 30], most where they bend, 20 doubles on both sides of every switch of method, denormal results, tiny x; and −x
   * for each x.
   */
  private static DoubleStream points() {
    RandomStream draws = RandomStream.of(1);
    DoubleStream wide = LongStream.range(0, 300).mapToDouble(i -> 30 * draws.uniform(i));
    DoubleStream middle = LongStream.range(300, 1300).mapToDouble(i -> 6 * draws.uniform(i));
    DoubleStream denormal = DoubleStream.iterate(26, x -> x < 27.5, x -> x + 0.00731);
    DoubleStream tiny = DoubleStream.iterate(1, x -> x > 0, x -> x * 0.0007);
    DoubleStream switches = DoubleStream.of(SWITCHES)
        .flatMap(s -> IntStream.rangeClosed(-20, 20).mapToDouble(i -> s + i * Math.ulp(s)));
    return Stream.of(wide, middle, denormal, tiny, switches).flatMapToDouble(xs -> xs).flatMap(x -> DoubleStream.of(x, -x));
  }

  @Test
  void limitsAndSymmetries() {
    assertEquals(0.0, ErrorFunction.erf(0.0));
    assertEquals(-0.0, ErrorFunction.erf(-0.0));
    assertEquals(1, ErrorFunction.erf(Double.POSITIVE_INFINITY));
    assertEquals(-1, ErrorFunction.erf(Double.NEGATIVE_INFINITY));
    assertEquals(1, ErrorFunction.erfc(0));
    assertEquals(0, ErrorFunction.erfc(Double.POSITIVE_INFINITY));
    assertEquals(2, ErrorFunction.erfc(Double.NEGATIVE_INFINITY));
    assertEquals(Double.NaN, ErrorFunction.erf(Double.NaN));
    assertEquals(Double.NaN, ErrorFunction.erfc(Double.NaN));
  }
}
