package lucida.autodiff.op;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lucida.autodiff.Apply;
import lucida.autodiff.Constant;
import lucida.autodiff.Differential;
import lucida.autodiff.Expr;
import lucida.autodiff.Input;
import lucida.autodiff.Jet;
import lucida.autodiff.Point;
import lucida.autodiff.Residual;
import lucida.autodiff.Taylor;
import lucida.autodiff.run.Executor;
import lucida.autodiff.run.Interpreter;
import lucida.core.Precision;
import lucida.core.Shape;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * f′, f″ and f‴ of every pointwise function, by jets and by nested reverse sweeps, against closed forms that keep their digits far out:
 * with t = tanh x, s = sech x, p = σ(x), q = σ(−x). The error is relative at every point, not only at the largest.
 *
 * <p>Both routes share the table of f′, so that only closed forms (and finite differences) would see a wrong line in it. Tolerance: ten
 * operations of one ulp, and e^(−x²) has 2x² ulps from the rounding of the square: at x = 18 these are 650, 1.5e-13.
 */
class PointwiseTest {
  private static final double[] EVERYWHERE = {-18, -7.5, -2.2, -0.3, 0.4, 1.1, 3, 9, 18};
  private static final double[] POSITIVE = {1e-3, 0.04, 0.3, 1, 2.5, 40, 1e5};

  /** f′, f″, f‴. */
  private static double[] closed(Pointwise f, double x) {
    double e = Math.exp(x);
    double s = 1 / Math.cosh(x);
    double t = Math.tanh(x);
    double p = 1 / (1 + Math.exp(-x));
    double q = 1 / (1 + e);
    double gauss = 2 / Math.sqrt(Math.PI) * Math.exp(-x * x);
    return switch (f) {
      case EXP -> new double[]{e, e, e};
      case LOG -> new double[]{1 / x, -1 / (x * x), 2 / (x * x * x)};
      case RECIPROCAL -> new double[]{-1 / (x * x), 2 / (x * x * x), -6 / (x * x * x * x)};
      case SQRT -> new double[]{0.5 / Math.sqrt(x), -0.25 / (x * Math.sqrt(x)), 0.375 / (x * x * Math.sqrt(x))};
      case TANH -> new double[]{s * s, -2 * t * s * s, s * s * (4 * t * t - 2 * s * s)};
      case SECH -> new double[]{-t * s, s * (t * t - s * s), t * s * (5 * s * s - t * t)};
      case SIGMOID -> new double[]{p * q, p * q * (q - p), p * q * (1 - 6 * p * q)};
      case SOFTPLUS -> new double[]{p, p * q, p * q * (q - p)};
      case SIN -> new double[]{Math.cos(x), -Math.sin(x), -Math.cos(x)};
      case COS -> new double[]{-Math.sin(x), -Math.cos(x), Math.sin(x)};
      case ERF -> new double[]{gauss, -2 * x * gauss, (4 * x * x - 2) * gauss};
      case ERFC -> new double[]{-gauss, 2 * x * gauss, -(4 * x * x - 2) * gauss};
    };
  }

  @TestFactory
  Stream<DynamicTest> derivativesAreTheClosedForms() {
    return Arrays.stream(Pointwise.values()).map(f -> dynamicTest(f.name(), () -> {
      double[] at = f == Pointwise.LOG || f == Pointwise.SQRT || f == Pointwise.RECIPROCAL ? POSITIVE : EVERYWHERE;
      Point point = Point.seeded(0);
      Input x = point.of("x", Shape.of(at.length), at);
      Expr one = Constant.one(x.shape());
      Jet jet = Taylor.jet(Apply.of(f, x), x, one, 3);
      Expr nested = Apply.of(f, x);
      for (int order = 1; order <= 3; order++) {
        int k = order - 1;
        nested = Differential.gradient(nested.sum(), x);
        List<double[]> routes = point.values(List.of(jet.derivative(order), nested));
        double[] closed = Arrays.stream(at).map(a -> closed(f, a)[k]).toArray();
        Residual.within(2e-13, f + ", order " + order + ": jets", each(routes.getFirst(), closed));
        Residual.within(2e-13, f + ", order " + order + ": nested reverse", each(routes.getLast(), closed));
      }
    }));
  }

  private static double[] each(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> Math.abs(a[i] - b[i]) / Math.abs(b[i])).toArray();
  }

  /** tanh‴ at 18 from q = e⁻³⁶: tanh = (1 − q)/(1 + q), sech² = 4q/(1 + q)². As 1 − tanh² the derivative there has lost all digits. */
  @Test
  void tanhKeepsItsDigits() {
    Point point = Point.seeded(0);
    Input x = point.of("x", Shape.SCALAR, 18);
    double q = Math.exp(-36);
    double t = (1 - q) / (1 + q);
    double s = 4 * q / (1 + q) / (1 + q);
    double third = point.value(Taylor.jet(x.tanh(), x, Constant.one(Shape.SCALAR), 3).derivative(3));
    double closed = (4 * t * t - 2 * s) * s;
    Residual.within(1e-15, "tanh‴ at 18", Math.abs(third - closed) / closed);
    Residual.atLeast(0.01, "1 − tanh² at 18 against sech²", Math.abs(1 - Math.tanh(18) * Math.tanh(18) - s) / s);
  }

  /** At ±1000 every derivative of what saturates has its limit: 0, and 1 for softplus′ at 1000. Nothing is ∞ · 0. */
  @Test
  void farOutDerivativesHaveTheirLimits() {
    Point point = Point.seeded(0);
    Input x = point.of("x", Shape.of(2), -1000, 1000);
    for (Pointwise f : List.of(Pointwise.TANH, Pointwise.SECH, Pointwise.SIGMOID, Pointwise.SOFTPLUS, Pointwise.ERF,
        Pointwise.ERFC)) {
      Jet jet = Taylor.jet(Apply.of(f, x), x, Constant.one(x.shape()), 3);
      Expr nested = Apply.of(f, x);
      for (int order = 1; order <= 3; order++) {
        nested = Differential.gradient(nested.sum(), x);
        double[] limit = {0, f == Pointwise.SOFTPLUS && order == 1 ? 1 : 0};
        for (Executor each : List.of(Interpreter.watching(Precision.FLOAT64), Interpreter.watching(Precision.FLOAT32)))
          for (Expr route : List.of(jet.derivative(order), nested))
            assertArrayEquals(limit, each.value(route, point.given()).toDoubles(), Double.MIN_VALUE, f + ", order " + order);
      }
    }
  }

  /** 1/x has n-th derivative (−1)ⁿ n!/xⁿ⁺¹: orders four and five, jets and nested. */
  @Test
  void ordersFourAndFive() {
    Point point = Point.seeded(0);
    Input x = point.of("x", Shape.of(3), -1.7, 0.6, 2.3);
    Jet jet = Taylor.jet(x.reciprocal(), x, Constant.one(x.shape()), 5);
    Expr nested = x.reciprocal();
    double factorial = 1;
    for (int n = 1; n <= 5; n++) {
      factorial *= -n;
      double signed = factorial;
      int power = n + 1;
      nested = Differential.gradient(nested.sum(), x);
      double[] closed = Arrays.stream(point.cells(x)).map(a -> signed / Math.pow(a, power)).toArray();
      Residual.within(1e-14, "(1/x)⁽" + n + "⁾: jet", point.values(jet.derivative(n)), closed);
      Residual.within(1e-14, "(1/x)⁽" + n + "⁾: nested", point.values(nested), closed);
    }
  }
}
