package lucida.autodiff.function;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import lucida.autodiff.Differential;
import lucida.autodiff.Expr;
import lucida.autodiff.Input;
import lucida.autodiff.Point;
import lucida.autodiff.Residual;
import lucida.autodiff.check.Checked;
import lucida.autodiff.run.Diagonal;
import lucida.autodiff.run.Executor;
import lucida.autodiff.run.Interpreter;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;
import org.junit.jupiter.api.Test;

/**
 * Softmax, its logarithm and log Σ exp against the formulas as they are written in books, along each axis; at logits of ±1000 against
 * their limits. Values of size 1 after some ten operations: 1e-15 relative to the largest.
 */
class SoftmaxTest {
  private final Point point = Point.seeded(19);
  private final Input x = point.normal("x", 3, 4, 2);

  /** Σ over one axis of e^x at the place of each cell. */
  private double[] totals(int axis) {
    double[] cells = point.cells(x);
    int stride = new int[]{8, 2, 1}[axis];
    int extent = new int[]{3, 4, 2}[axis];
    return IntStream.range(0, cells.length).mapToDouble(i -> {
      int first = i - i / stride % extent * stride;
      return IntStream.range(0, extent).mapToDouble(k -> Math.exp(cells[first + k * stride])).sum();
    }).toArray();
  }

  @Test
  void softmaxIsItsFormula() {
    double[] cells = point.cells(x);
    for (int axis = 0; axis < 3; axis++) {
      double[] total = totals(axis);
      double[] p = IntStream.range(0, cells.length).mapToDouble(i -> Math.exp(cells[i]) / total[i]).toArray();
      Residual.within(1e-15, "softmax along axis " + axis, point.values(Softmax.softmax(x, axis)), p);
      Residual.within(1e-15, "log softmax along axis " + axis, point.values(Softmax.logSoftmax(x, axis)),
          Arrays.stream(p).map(Math::log).toArray());
      Expr lse = Softmax.logSumExp(x, axis);
      assertEquals(x.shape().without(axis), lse.shape());
      Residual.within(1e-15, "log Σ exp along axis " + axis, point.values(lse.expand(x.shape(), axis)),
          Arrays.stream(total).map(Math::log).toArray());
    }
  }

  @Test
  void derivativesAgree() {
    for (int axis = 0; axis < 3; axis++) {
      Checked.derivatives(Softmax.softmax(x, axis), point);
      Checked.derivatives(Softmax.logSoftmax(x, axis), point);
      Checked.derivatives(Softmax.logSumExp(x, axis), point);
    }
  }

  /** ∂p_i/∂x_j = p_i (δ_ij − p_j). */
  @Test
  void jacobianIsTheClosedForm() {
    Input z = point.normal("z", 5);
    double[] p = point.values(Softmax.softmax(z, 0));
    Residual.within(1e-15, "Jacobian of softmax = diag(p) − p pᵀ", point.values(Differential.jacobian(Softmax.softmax(z, 0), z)),
        IntStream.range(0, 25).mapToDouble(i -> p[i / 5] * ((i / 5 == i % 5 ? 1 : 0) - p[i % 5])).toArray());
  }

  /** softmax(x + c) = softmax(x): to the rounding of x + c, which for c = 1000 is 1e-13. */
  @Test
  void softmaxDoesNotSeeAShift() {
    Residual.within(2e-13, "softmax(x + 1000) against softmax(x)", point.values(Softmax.softmax(x.plus(1000), 1)),
        point.values(Softmax.softmax(x, 1)));
    Residual.within(0, "softmax(x + 0.5) of halves against softmax(x)", point.values(Softmax.softmax(halves().plus(0.5), 0)),
        point.values(Softmax.softmax(halves(), 0)));
  }

  private final Input halves = point.of("h", Shape.of(4), 0.5, -1, 2, 1.5);

  private Expr halves() { return halves; }

  /** At (1000, −1000, 999) the values are e⁰/(1 + e⁻¹), 0, e⁻¹/(1 + e⁻¹); nothing overflows, in either precision, in any derivative. */
  @Test
  void hugeLogits() {
    Input z = point.of("z", Shape.of(3), 1000, -1000, 999);
    double total = 1 + Math.exp(-1);
    assertArrayEquals(new double[]{1 / total, 0, Math.exp(-1) / total}, point.values(Softmax.softmax(z, 0)), 1e-16);
    assertArrayEquals(new double[]{-Math.log(total), -2000 - Math.log(total), -1 - Math.log(total)},
        point.values(Softmax.logSoftmax(z, 0)), 1e-15);
    assertEquals(1000 + Math.log(total), point.value(Softmax.logSumExp(z, 0)), Math.ulp(1000.0));
    Expr H = Differential.hessian(Softmax.logSumExp(z, 0), z);
    double pq = Math.exp(-1) / total / total;
    for (Executor each : List.of(Interpreter.watching(Precision.FLOAT64), Interpreter.watching(Precision.FLOAT32)))
      assertArrayEquals(new double[]{pq, 0, -pq, 0, 0, 0, -pq, 0, pq}, each.value(H, point.given()).toDoubles(),
          each.precision().ulp(1));
  }

  /**
   * However near p is to 1, its derivatives keep their digits. With p = σ(x₀ − x₁), q = 1 − p = σ(x₁ − x₀) all by x₀, up to a sign by x₁: p′ = pq, p″ = pq(q − p), p‴ = pq(1 − 6pq);
   * (log p)′ = q, (log p)″ = −pq, (log p)‴ = pq(p − q). Each relative to itself, after some 30 operations: 16 units in the last place.
   */
  @Test
  void derivativesNearCertaintyKeepTheirDigits() {
    for (double lead : new double[]{0, 1, 20, 40, 300}) {
      Input z = point.of("z", Shape.of(2), lead, 0);
      double q = 1 / (1 + Math.exp(lead)), p = 1 / (1 + Math.exp(-lead)), pq = p * q;
      derivatives(Softmax.softmax(z, 0).at(0, 0), z, pq, pq * (q - p), pq * (1 - 6 * pq));
      derivatives(Softmax.softmax(z, 0).at(0, 1), z, -pq, -pq * (q - p), -pq * (1 - 6 * pq));
      derivatives(Softmax.logSoftmax(z, 0).at(0, 0), z, q, -pq, pq * (p - q));
      derivatives(Softmax.logSoftmax(z.negate(), 0).at(0, 1), z, q, -pq, pq * (p - q));
    }
  }

  /** By x₀ as given, by x₁ with the signs −, +, −; by jets [DS 4], adjoint jets [DS 7] and nested reverse sweeps [DS 5]. */
  private void derivatives(Expr y, Input z, double... byFirst) {
    for (Diagonal route : List.of(new Diagonal(y, z, 3, 2), Diagonal.ofOneNumber(y, z, 3, 2), Diagonal.byNestedReverse(y, z, 3, 2)))
      for (int n = 1; n <= 3; n++) {
        double d = byFirst[n - 1];
        Tensor D = route.everywhere(Executor.float64(), point.given()).get(n - 1);
        assertEquals(d, D.cell(0), 16 * Math.ulp(d), () -> "by the first of " + point.given().get(z));
        assertEquals(n % 2 == 0 ? d : -d, D.cell(1), 16 * Math.ulp(d), () -> "by the second of " + point.given().get(z));
      }
  }

  /** Where several are the largest, which one is taken out does not matter: at equal logits ∂p_i/∂x_j = (δ_ij − 1/n)/n. */
  @Test
  void equalLogits() {
    Input z = point.of("z", Shape.of(3), 2, 2, 2);
    double[] wanted = IntStream.range(0, 9).mapToDouble(i -> ((i / 3 == i % 3 ? 1 : 0) - 1 / 3.0) / 3).toArray();
    assertArrayEquals(wanted, point.values(Differential.jacobian(Softmax.softmax(z, 0), z)), 1e-16);
    assertArrayEquals(wanted, point.values(Differential.hessian(Softmax.logSumExp(z, 0), z)), 1e-16);
  }

  /** One class alone has probability 1 and no derivative; an empty batch has none. */
  @Test
  void edges() {
    Input one = point.normal("one", 2, 1);
    assertArrayEquals(new double[]{1, 1}, point.values(Softmax.softmax(one, 1)));
    assertArrayEquals(new double[]{0, 0}, point.values(Differential.gradient(Softmax.softmax(one, 1).sum(), one)));
    Input none = point.normal("none", 0, 3);
    assertEquals(Shape.of(0, 3), Executor.float64().value(Softmax.softmax(none, 1), point.given()).shape());
    assertEquals(Shape.of(0), Softmax.logSumExp(none, 1).shape());
    Checked.derivatives(Softmax.logSoftmax(none, 1), point);
  }
}
