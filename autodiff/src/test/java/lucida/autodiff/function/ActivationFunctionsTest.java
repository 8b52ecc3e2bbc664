package lucida.autodiff.function;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lucida.autodiff.Differential;
import lucida.autodiff.Expr;
import lucida.autodiff.Graph;
import lucida.autodiff.Input;
import lucida.autodiff.Point;
import lucida.autodiff.Residual;
import lucida.autodiff.check.Checked;
import lucida.autodiff.run.Interpreter;
import lucida.core.Precision;
import lucida.core.Shape;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Activations against their formulas, written plainly in double; the error is relative at every point. Some five operations: 1e-15,
 * and 1e-13 far out where a plain formula itself cancels (GELU by 1 + tanh, ELU by e^x − 1).
 */
class ActivationFunctionsTest {
  private static final double[] AT = {-30, -6.5, -3.2, -2.9, -1, -0.25, -1e-3, 0.125, 0.7, 2.6, 3.1, 5.5, 6.5, 40};

  private record Named(String name, UnaryOperator<Expr> ours, DoubleUnaryOperator plain, boolean piecewiseLinear) {}

  private static double sigmoid(double x) { return 1 / (1 + Math.exp(-x)); }

  private static final List<Named> ALL = List.of(
      new Named("silu", ActivationFunctions::silu, x -> x * sigmoid(x), false),
      new Named("gelu tanh", ActivationFunctions::geluTanh,
          x -> x * sigmoid(2 * Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)), false),
      new Named("relu6", ActivationFunctions::relu6, x -> Math.min(Math.max(x, 0), 6), true),
      new Named("hard sigmoid", x -> ActivationFunctions.hardSigmoid(x, 0.2, 0.5), x -> Math.max(0, Math.min(1, 0.2 * x + 0.5)),
          true),
      new Named("hard swish", ActivationFunctions::hardSwish, x -> x * Math.min(Math.max(x + 3, 0), 6) / 6, false),
      new Named("elu", x -> ActivationFunctions.elu(x, 1.5), x -> x > 0 ? x : 1.5 * Math.expm1(x), false),
      new Named("softplus of sharpness 3", x -> ActivationFunctions.softplus(x, 3),
          x -> Math.max(x, 0) + Math.log1p(Math.exp(-3 * Math.abs(x))) / 3, false),
      new Named("leaky relu", x -> x.leakyRelu(0.01), x -> x > 0 ? x : 0.01 * x, true),
      new Named("abs", Expr::abs, Math::abs, true),
      new Named("clip", x -> x.clip(-3, 2.7), x -> Math.max(-3, Math.min(2.7, x)), true),
      new Named("max with its negative half", x -> x.max(x.scale(-0.5)), x -> Math.max(x, -0.5 * x), true),
      new Named("min with its half", x -> x.min(x.scale(0.5)), x -> Math.min(x, 0.5 * x), true),
      new Named("chosen", x -> x.choose(x.square(), x.exp()), x -> x > 0 ? x * x : Math.exp(x), false));

  @TestFactory
  Stream<DynamicTest> areTheirFormulas() {
    return ALL.stream().map(f -> dynamicTest(f.name, () -> {
      Point point = Point.seeded(2);
      Input x = point.of("x", Shape.of(AT.length), AT);
      double[] ours = point.values(f.ours.apply(x));
      Residual.within(f.name.equals("elu") ? 2e-13 : 4e-15, f.name + " against its formula", IntStream.range(0, AT.length)
          .mapToDouble(i -> relative(ours[i], f.plain.applyAsDouble(AT[i]))).toArray());
      assertEquals(f.piecewiseLinear, Graph.piecewiseLinear(f.ours.apply(x), x));
    }));
  }

  private static double relative(double a, double b) { return a == b ? 0 : Math.abs(a - b) / Math.abs(b); }

  @TestFactory
  Stream<DynamicTest> derivativesAgree() {
    return ALL.stream().map(f -> dynamicTest(f.name, () -> {
      Point point = Point.seeded(2);
      Checked.derivatives(f.ours.apply(point.of("x", Shape.of(12), Arrays.copyOfRange(AT, 1, 13))), point);
    }));
  }

  /**
   * x Φ(x). Φ(−x) by its continued fraction φ(x)/(x + 1/(x + 2/(x + 3/(x + …)))), which converges for x ≥ 1 and keeps its digits where
   * Φ is 1e-20 and 1 + erf would have none; and tabulated values of Φ (Abramowitz and Stegun, table 26.1).
   */
  @Test
  void geluIsExactFarOut() {
    double[] at = {-9, -6, -3, -1.5};
    Point point = Point.seeded(2);
    Input x = point.of("x", Shape.of(4), at);
    double[] ours = point.values(ActivationFunctions.gelu(x));
    Residual.within(1e-14, "gelu of negative numbers against the continued fraction", IntStream.range(0, 4).mapToDouble(i -> {
      double tail = -at[i];
      for (int k = 2000; k >= 1; k--) tail = -at[i] + k / tail;
      return relative(ours[i], at[i] * Math.exp(-at[i] * at[i] / 2) / Math.sqrt(2 * Math.PI) / tail);
    }).toArray());
    Input z = point.of("z", Shape.of(3), 0, 1, 2);
    assertArrayEquals(new double[]{0, 0.841344746068543, 2 * 0.977249868051821}, point.values(ActivationFunctions.gelu(z)), 2e-15);
    Checked.derivatives(ActivationFunctions.gelu(point.of("far", Shape.of(7), -5, -2, -0.3, 0, 0.4, 1.7, 4)), point);
  }

  /** The approximation is within 5e-4 of the exact one everywhere, and not equal to it. */
  @Test
  void geluTanhIsAnApproximation() {
    Point point = Point.seeded(2);
    Input x = point.of("x", Shape.of(41), IntStream.range(0, 41).mapToDouble(i -> -5 + i * 0.25).toArray());
    double gap = point.value(ActivationFunctions.gelu(x).minus(ActivationFunctions.geluTanh(x)).abs().largest());
    Residual.within(5e-4, "gelu against its tanh form", gap);
    Residual.atLeast(1e-4, "gelu against its tanh form", gap);
  }

  @Test
  void preluTrainsItsSlope() {
    Point point = Point.seeded(2);
    Input x = point.of("x", Shape.of(4), -2, -0.5, 0.5, 3);
    Input a = point.of("a", Shape.of(4), 0.1, 0.2, 0.3, 0.4);
    assertArrayEquals(new double[]{-0.2, -0.1, 0.5, 3}, point.values(ActivationFunctions.prelu(x, a)), 1e-16);
    assertArrayEquals(new double[]{-2, -0.5, 0, 0}, point.values(Differential.gradient(ActivationFunctions.prelu(x, a).sum(), a)));
    Checked.derivatives(ActivationFunctions.prelu(x, a), point);
  }

  /** The stated convention at kinks: the lower branch is taken, relu′(0) = 0, |·|′(0) = −1, and of equals the first. */
  @Test
  void kinks() {
    Point point = Point.seeded(2);
    Input x = point.of("x", Shape.SCALAR, 0);
    Input b = point.of("b", Shape.SCALAR, 0);
    List<Expr> y = List.of(x.relu(), x.leakyRelu(0.25), x.abs(), ActivationFunctions.elu(x, 3), ActivationFunctions.prelu(x, b),
        x.max(b), x.min(b),
        x.clip(0, 1),
        x.clip(-1, 0), b.max(x));
    assertArrayEquals(new double[]{0, 0.25, -1, 3, 0, 1, 1, 1, 1, 0},
        y.stream().mapToDouble(e -> point.value(Differential.gradient(e, x))).toArray());
  }

  /** A NaN goes through what chooses: max, min, clip and pooling; the lower branch is the one that a NaN takes. */
  @Test
  void nanStaysNan() {
    Point point = Point.seeded(2);
    Input x = point.of("x", Shape.of(2), Double.NaN, 1);
    Input b = point.of("b", Shape.of(2), 5, 5);
    for (Expr y : List.of(x.max(b), b.max(x), x.min(b), b.min(x), x.clip(0, 1), x.abs(), x.leakyRelu(0.1), x.largest(), x.square()))
      assertTrue(Double.isNaN(point.values(y)[0]), y::toString);
  }

  /** e^x of a large x would be infinite, and 0 · ∞ a NaN, if the branch not taken were computed at x. */
  @Test
  void theBranchNotTakenDoesNotOverflow() {
    Point point = Point.seeded(2);
    Input x = point.of("x", Shape.of(3), 1e4, -1e4, 0.5);
    Expr y = ActivationFunctions.elu(x, 1);
    Expr third = Differential.gradient(Differential.gradient(Differential.gradient(y.sum(), x).sum(), x).sum(), x);
    assertArrayEquals(new double[]{1e4, -1, 0.5}, Interpreter.watching(Precision.FLOAT32).value(y, point.given()).toDoubles());
    assertArrayEquals(new double[]{0, 0, 0}, Interpreter.watching(Precision.FLOAT32).value(third, point.given()).toDoubles(),
        Double.MIN_VALUE);
  }
}
