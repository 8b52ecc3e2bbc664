package lucida.autodiff.check;

import static org.junit.jupiter.api.Assertions.assertTrue;

import lucida.autodiff.Expr;
import lucida.autodiff.Point;

/** Derivatives by the public checker, as a test's last line. */
public final class Checked {
  private Checked() {}

  /** All derivatives of a formula agree at a point. */
  public static void derivatives(Expr y, Point point) {
    CheckReport report = GradientCheck.seeded(97).run(y, point.given());
    assertTrue(report.passed(), report::toString);
  }
}
