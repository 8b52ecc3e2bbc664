package lucida.autodiff.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import lucida.autodiff.Expr;
import lucida.autodiff.Input;
import lucida.autodiff.Point;
import lucida.autodiff.function.Softmax;
import lucida.core.Shape;
import lucida.core.ShapeException;
import org.junit.jupiter.api.Test;

/**
 * The checker itself must fail where a derivative is wrong. A frozen factor makes one by public means: stop(x) · x has the values of x²
 * and the derivative x, half of what is right. Taylor and reverse mode agree on it, so finite differences alone can see it.
 */
class GradientCheckTest {
  private final Point point = Point.seeded(83);
  private final Input x = point.normal("x", 4);
  private final Input w = point.normal("w", 4);

  private CheckReport check(Expr y) {
    return GradientCheck.seeded(5).run(y, point.given());
  }

  private static List<String> failed(CheckReport report) {
    return report.lines().stream().filter(line -> !line.passed()).map(CheckReport.Line::what).toList();
  }

  @Test
  void aRightDerivativePassesAndTheReportSaysWhatWasCompared() {
    CheckReport report = check(x.tanh().times(w));
    assertTrue(report.passed(), report::toString);
    assertEquals(
        List.of("order 1: Taylor against 1 nested reverse", "order 2: Taylor against 2 nested reverse",
            "order 3: Taylor against 3 nested reverse",
            "⟨u, J v⟩ = ⟨Jᵀ u, v⟩ for x", "⟨u, J v⟩ = ⟨Jᵀ u, v⟩ for w", "linear in w: ⟨u, y(x + v) − y(x)⟩ = ⟨Jᵀ u, v⟩",
            "a batch of directions of x, the first alone", "a batch of directions of x, the second alone",
            "a batch of directions of w, the first alone",
            "a batch of directions of w, the second alone", "order 1: finite differences against reverse"),
        report.lines().stream().map(CheckReport.Line::what).toList());
    List<String> text = report.toString().lines().toList();
    assertEquals("all derivatives agree, seed 5", text.getFirst());
    assertEquals(12, text.size());
    assertTrue(text.get(1).matches("ok +\\d\\.\\de[-+]\\d\\d  \\(≤ 1e-10\\)  order 1: Taylor against 1 nested reverse"),
        text.get(1));
    assertEquals(report, check(x.tanh().times(w)), "one seed, one report");
  }

  @Test
  void aWrongDerivativeFails() {
    CheckReport report = check(x.stopGradient().times(x));
    assertFalse(report.passed());
    assertEquals("DERIVATIVES DISAGREE, seed 5", report.toString().lines().findFirst().orElseThrow());
    assertEquals(List.of("order 1: finite differences against reverse"), failed(report));
    CheckReport.Line line = report.lines().getLast();
    assertTrue(line.error() > 0.1 && line.error() < 1, line::toString);
    assertTrue(line.toString().startsWith("FAIL "), line::toString);
  }

  /** A large summand costs finite differences digits, and is no place to hide for a wrong derivative. */
  @Test
  void aLargeSummandHidesNothing() {
    assertFalse(check(x.stopGradient().times(x).plus(1e8)).passed());
    CheckReport right = check(x.square().plus(1e8));
    assertTrue(right.passed(), right::toString);
  }

  /** A derivative that vanishes since what it is made of cancels is not an error: x/x, and Σ softmax. */
  @Test
  void cancellationIsRounding() {
    for (Expr y : List.of(x.over(x), Softmax.softmax(x, 0).sum(), x.exp().times(x.negate().exp()))) {
      CheckReport report = check(y);
      assertTrue(report.passed(), report::toString);
    }
  }

  /** At a kink there is no derivative to compare with; nearby a smaller step finds it. */
  @Test
  void kinksAreSaid() {
    point.give(x, 0.5, 0, -1, 2);
    CheckReport at = check(x.relu().times(w));
    assertEquals(List.of("finite differences: a kink lies within a step of 1e-6 of the point, choose another"), failed(at));
    assertTrue(at.toString().contains("FAIL       NaN  (≤ 1e-06)  finite differences: a kink lies within"), at::toString);
    point.give(x, 0.5, 2e-5, -1, 2);
    CheckReport near = check(x.relu().times(w));
    assertTrue(near.passed(), near::toString);
    point.give(x, 0.5, 0.5, -1, -1);
    assertFalse(check(x.largest().exp()).passed(), "two largest");
    assertTrue(check(w.gate(x)).passed(), "a kink in what is not moved through");
  }

  @Test
  void aNanFails() {
    point.give(x, 0.5, -1, 2, 1);
    CheckReport report = check(x.log());
    assertFalse(report.passed());
    assertTrue(report.lines().stream().anyMatch(line -> Double.isNaN(line.error())), report::toString);
  }

  /** Where a formula is affine in an input, the forward map alone is compared with its adjoint. */
  @Test
  void linearityIsReadOffTheGraph() {
    Input filter = point.normal("filter", 2, 1, 2, 2);
    Expr z = x.reshape(1, 1, 2, 2).convolve(filter, 1, 1);
    assertEquals(List.of("linear in x", "linear in w", "linear in filter"), linear(z), "also in w, on which it does not depend");
    assertEquals(List.of("linear in w"), linear(z.relu()));
    assertEquals(List.of("linear in x", "linear in filter"), linear(z.reshape(18).slice(0, 0, 4).times(w.square())));
  }

  private List<String> linear(Expr y) {
    return check(y).lines().stream().map(CheckReport.Line::what).filter(what -> what.startsWith("linear in"))
        .map(what -> what.substring(0, what.indexOf(':'))).toList();
  }

  @Test
  void saysWhatIsMissing() {
    Point other = Point.seeded(1);
    other.normal("z", 3);
    assertEquals("No value was given for x of shape [4]",
        assertThrows(ShapeException.class, () -> GradientCheck.seeded(1).run(x.exp(), other.given())).getMessage());
    assertEquals("GradientCheck: a point has a value for at least one input, not for none",
        assertThrows(IllegalArgumentException.class, () -> GradientCheck.seeded(1).run(x.exp(), new LinkedHashMap<>()))
            .getMessage());
  }

  @Test
  void checksOneNumberAndNoNumbers() {
    Point other = Point.seeded(1);
    Input a = other.normal("a", Shape.SCALAR);
    Input none = other.normal("none", 0, 2);
    CheckReport report = GradientCheck.seeded(2).run(none.sum().plus(a.exp()), other.given());
    assertTrue(report.passed(), report::toString);
  }
}
