package lucida.judge.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import lucida.core.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StudentTest {
  /** One degree: the Cauchy distribution, P = 2/π arctan t, t = tan(0.95 π/2). Two: P = t/√(2 + t²), t = 0.95 √(2/(1 − 0.95²)). */
  @Test
  void closedForms() {
    assertEquals(Math.tan(0.475 * Math.PI), Student.t(1), 1e-12 * Student.t(1));
    assertEquals(0.95 * Math.sqrt(2 / (1 - 0.95 * 0.95)), Student.t(2), 1e-13 * Student.t(2));
  }

  /** Tables print three digits behind the point. */
  @ParameterizedTest
  @CsvSource({"3, 3.182", "4, 2.776", "5, 2.571", "9, 2.262", "29, 2.045", "120, 1.980"})
  void asTablesHaveIt(int degrees, double t) { assertEquals(t, Student.t(degrees), 5e-4); }

  /** Holds 0.95 of the density c (1 + x²/ν)^−(ν+1)/2, summed up by Simpson's rule, c from the sum over all of the line, by x = tan u. */
  @ParameterizedTest
  @ValueSource(ints = {3, 4, 7, 10})
  void integralOfTheDensity(int degrees) {
    double part = simpson(0, Math.atan(Student.t(degrees)), degrees), whole = simpson(0, Math.PI / 2 - 1e-12, degrees);
    assertEquals(0.95, part / whole, 1e-9);
  }

  private static double simpson(double from, double to, int degrees) {
    int n = 2000;
    double h = (to - from) / n;
    return h / 3 * IntStream.rangeClosed(0, n).mapToDouble(i -> {
      double x = Math.tan(from + i * h), density = Math.pow(1 + x * x / degrees, -(degrees + 1) / 2.0) * (1 + x * x);
      return density * (i == 0 || i == n ? 1 : i % 2 == 1 ? 4 : 2);
    }).sum();
  }

  /** Of five numbers: mean 3, variance 2.5, t = 2.776. */
  @Test
  void intervalOfFive() {
    Interval interval = Student.interval(1, 2, 3, 4, 5);
    assertEquals(3 - 2.776445 * Math.sqrt(0.5), interval.low(), 1e-6);
    assertEquals(3 + 2.776445 * Math.sqrt(0.5), interval.high(), 1e-6);
    assertTrue(Double.isNaN(Student.interval(1).low()));
  }

  /** Of two numbers t = (a + b) / |a − b|, and P of one degree is 2/π arctan t: p = 1 − 2/π arctan 3 of 1 and 2. The library has 9 digits. */
  @Test
  void pairedTest() {
    assertEquals(1 - 2 / Math.PI * Math.atan(3), Student.p(1, 2), 1e-9);
    double t = Math.sqrt(3) * 2 / Math.sqrt(1); // of 1, 2 and 3: mean 2, variance 1, and P of two degrees is t/√(2 + t²)
    assertEquals(1 - t / Math.sqrt(2 + t * t), Student.p(1, 2, 3), 1e-9);
    assertEquals(1, Student.p(-1, 1), 1e-9);
    assertEquals(1, Student.p(0, 0));
    assertEquals(2 / 8.0, Student.p(0.5, 0.5, 0.5), "t is infinite; of 8 patterns of signs two are as far");
    assertTrue(Double.isNaN(Student.p(1)));
  }

  /** Of 2,000 samples of five Gaussian numbers, 95 % of the intervals hold the mean; three deviations of that share are 3·√(0.95·0.05/2000) = 1.5 %. */
  @Test
  void holdsTheMean() {
    RandomStream draws = RandomStream.of(5).stream("samples");
    double share = IntStream.range(0, 2000).filter(i -> {
      Interval interval = Student.interval(IntStream.range(0, 5).mapToDouble(k -> draws.gaussian(5L * i + k)).toArray());
      return interval.low() <= 0 && interval.high() >= 0;
    }).count() / 2000.0;
    assertEquals(0.95, share, 0.015);
  }
}
