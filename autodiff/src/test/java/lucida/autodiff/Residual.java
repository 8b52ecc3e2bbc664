package lucida.autodiff;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;

/** What is left between two routes to the same numbers. {@code mvn -DargLine=-Dlucida.residuals=true …} prints each. */
public final class Residual {
  private static final boolean PRINTED = Boolean.getBoolean("lucida.residuals");

  private Residual() {}

  /** max |a − b| / max |b|. */
  public static double of(double[] a, double... b) {
    if (a.length != b.length) throw new AssertionError(a.length + " values against " + b.length);
    double gap = IntStream.range(0, a.length).mapToDouble(i -> a[i] == b[i] ? 0 : Math.abs(a[i] - b[i])).max().orElse(0);
    return gap == 0 ? 0 : gap / Arrays.stream(b).map(Math::abs).max().orElseThrow();
  }

  /** The residual is at most a bound; a NaN is not. */
  public static void within(double bound, String what, double... residuals) {
    double worst = Arrays.stream(residuals).reduce(0, (a, b) -> b <= a ? a : b);
    print(what, worst, "≤", bound);
    assertTrue(worst <= bound, () -> what + ": " + worst + " is more than " + bound);
  }

  /** max |a − b| / max |b| is at most a bound. */
  public static void within(double bound, String what, double[] a, double[] b) {
    within(bound, what, of(a, b));
  }

  /** The residual is at least a bound: what it measures must not agree. */
  public static void atLeast(double bound, String what, double residual) {
    print(what, residual, "≥", bound);
    assertTrue(residual >= bound, () -> what + ": " + residual + " is less than " + bound + ", where they must differ");
  }

  private static void print(String what, double residual, String relation, double bound) {
    if (PRINTED) System.out.printf("%9.1e %s %.0e  %s%n", residual, relation, bound, what);
  }
}
