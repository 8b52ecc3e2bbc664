package lucida.autodiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import lucida.autodiff.function.Softmax;
import lucida.core.Shape;
import lucida.core.ShapeException;
import org.junit.jupiter.api.Test;

/**
 * Derivatives nested in every order and taken by every route agree: the graph is differentiated, so that the order of differentiation
 * is the order of writing and cannot matter but for rounding. Tolerances as in {@link DiagonalTest}: 1e-13 of the largest cell.
 */
class DifferentialTest {
  /** A formula built on a node depends on that node, also where a shorter one past it would have the same value. */
  @Test
  void noNodeIsPassedOver() {
    Point point = Point.seeded(5);
    Input x = point.normal("x", 1, 4);
    Expr scaled = x.scale(2);
    Expr reshaped = x.exp().reshape(2, 2);
    Expr y = scaled.scale(0.5).sum().plus(scaled.square().sum());
    Expr z = reshaped.reshape(4).sum().plus(reshaped.square().sum());
    assertArrayEquals(point.values(scaled.scale(2).plus(0.5)), point.values(Differential.gradient(y, scaled)));
    assertArrayEquals(point.values(reshaped.scale(2).plus(1)), point.values(Differential.gradient(z, reshaped)));
  }

  private final SmallNet net = new SmallNet();
  private final Point point = net.point;
  private final Expr y = net.smooth().at(0, 1).exp();

  private Expr along(Expr e, Input by, Input direction) { return Differential.along(e, by, direction); }

  /** ∂³y/∂w₁∂x∂w₂ in all six orders, and from the coefficient t³ of jets along sums of the three directions. */
  @Test
  void mixedThirdDerivativesDoNotDependOnTheOrder() {
    List<Input> by = List.of(net.w1, net.x, net.w2);
    List<Input> v = by.stream().map(x -> point.normal("v" + x.name(), x.shape())).toList();
    List<Expr> nested = new ArrayList<>();
    for (int[] order : new int[][]{{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}}) {
      Expr e = y;
      for (int i : order) e = along(e, by.get(i), v.get(i));
      nested.add(e);
    }
    double[] values = point.values(nested).stream().mapToDouble(each -> each[0]).toArray();
    for (int i = 1; i < 6; i++)
      Residual.within(1e-13, "∂³Y/∂w₁∂x∂w₂, order " + i + " of nesting against the first", new double[]{values[i]},
          new double[]{values[0]});
    // by polarisation: Σ over signs of s₁ s₂ s₃ D³y[s·v]³ = 8 · 3! · the mixed derivative
    double sum = 0;
    for (int signs = 0; signs < 8; signs++) {
      double product = 1;
      Map<Expr, Expr> directions = new LinkedHashMap<>();
      for (int i = 0; i < 3; i++) {
        double sign = (signs >> i & 1) == 0 ? 1 : -1;
        product *= sign;
        directions.put(by.get(i), v.get(i).scale(sign));
      }
      sum += product * point.value(Taylor.jets(List.of(y), directions, 3).getFirst().derivative(3));
    }
    Residual.within(1e-11, "∂³Y/∂w₁∂x∂w₂ from eight jets, which cancel by 100", new double[]{sum / 48}, new double[]{values[0]});
  }

  /** A jet's coefficient is a formula like any other: its gradient by the weights is that of the nested derivative. */
  @Test
  void gradientOfAJet() {
    Input v = point.normal("v", net.x.shape());
    Expr jet = Taylor.jet(y, net.x, v, 2).derivative(2);
    Expr nested = along(along(y, net.x, v), net.x, v);
    for (Input w : List.of(net.w1, net.w2, net.w3))
      Residual.within(1e-13, "gradient by " + w.name() + " of a jet's second derivative against three nested gradients",
          point.values(Differential.gradient(jet, w)), point.values(Differential.gradient(nested, w)));
    Input u = point.normal("u", net.w1.shape());
    Residual.within(1e-13, "a jet by w₁ of a jet by x against the other way round",
        new double[]{point.value(Differential.jvp(jet, net.w1, u))},
        new double[]{point.value(Taylor.jet(Differential.jvp(y, net.w1, u), net.x, v, 2).derivative(2))});
  }

  /** log Σ eᶻ has gradient p and Hessian diag(p) − p pᵀ. */
  @Test
  void hessianOfLogSumExp() {
    Input z = point.normal("z", 5);
    double[] e = Arrays.stream(point.cells(z)).map(Math::exp).toArray();
    double total = Arrays.stream(e).sum();
    double[] p = Arrays.stream(e).map(each -> each / total).toArray();
    Expr lse = Softmax.logSumExp(z, 0);
    Expr H = Differential.hessian(lse, z);
    assertEquals(Shape.of(5, 5), H.shape());
    Residual.within(1e-15, "gradient of log Σ exp = p", point.values(Differential.gradient(lse, z)), p);
    Residual.within(1e-15, "Hessian of log Σ exp = diag(p) − p pᵀ", point.values(H),
        IntStream.range(0, 25).mapToDouble(i -> (i / 5 == i % 5 ? p[i / 5] : 0) - p[i / 5] * p[i % 5]).toArray());
  }

  private static double[] product(double[] H, double[] v) {
    int n = v.length;
    return IntStream.range(0, H.length / n).mapToDouble(i -> IntStream.range(0, n).mapToDouble(j -> H[i * n + j] * v[j]).sum())
        .toArray();
  }

  @Test
  void hessianIsSymmetricAndHvpIsItsProduct() {
    Expr H = Differential.hessian(y, net.w2);
    int n = net.w2.shape().size();
    assertEquals(net.w2.shape().append(net.w2.shape()), H.shape());
    double[] h = point.values(H);
    Residual.within(1e-14, "Hessian of the net by w₂ against its transpose", h,
        IntStream.range(0, n * n).mapToDouble(i -> h[i % n * n + i / n]).toArray());
    Input v = point.normal("v", net.w2.shape());
    double[] Hv = product(h, point.cells(v));
    Residual.within(1e-13, "H v: forward over reverse against the product", point.values(Differential.hvp(y, net.w2, v)), Hv);
    Residual.within(1e-13, "H v: reverse over forward", point.values(Differential.gradient(Differential.jvp(y, net.w2, v), net.w2)),
        Hv);
    Residual.within(1e-13, "H v: reverse over reverse", point.values(Differential.gradient(along(y, net.w2, v), net.w2)), Hv);
    Residual.within(1e-13, "vᵀ H v: second derivative of a jet",
        new double[]{point.value(Taylor.jet(y, net.w2, v, 2).derivative(2))},
        product(Hv, point.cells(v)));
  }

  @Test
  void jacobianHasTheGradientsAsRows() {
    Expr S = net.smooth();
    Expr J = Differential.jacobian(S, net.x);
    assertEquals(S.shape().append(net.x.shape()), J.shape());
    double[] j = point.values(J);
    double[] rows = IntStream.range(0, 3).boxed()
        .flatMapToDouble(m -> Arrays.stream(point.values(Differential.gradient(S.at(0, m), net.x)))).toArray();
    Residual.within(1e-14, "rows of the Jacobian against gradients one by one", j, rows);
    Input v = point.normal("v", net.x.shape());
    Input u = point.normal("u", S.shape());
    Residual.within(1e-13, "J v against the product", point.values(Differential.jvp(S, net.x, v)), product(j, point.cells(v)));
    double[] U = point.cells(u);
    double[] Ju = new double[net.x.shape().size()];
    for (int i = 0; i < j.length; i++) Ju[i % Ju.length] += U[i / Ju.length] * j[i];
    Residual.within(1e-13, "Jᵀ u against the product", point.values(Differential.vjp(S, u, net.x)), Ju);
  }

  /** Fourth and fifth derivative of the net along a direction: a jet against five nested sweeps. */
  @Test
  void ordersFourAndFive() {
    Input v = point.normal("v", net.x.shape());
    Jet jet = Taylor.jet(net.smooth().at(0, 0).scale(0.1), net.x, v, 5);
    Expr nested = net.smooth().at(0, 0).scale(0.1);
    for (int p = 1; p <= 5; p++) {
      nested = along(nested, net.x, v);
      if (p >= 4)
        Residual.within(1e-13, "order " + p + " of the net: jet against nested", new double[]{point.value(jet.derivative(p))},
            new double[]{point.value(nested)});
    }
  }

  /** Of what y does not depend on: literally 0, of the right shape, in every mode. */
  @Test
  void ofWhatDoesNotMatterIsZero() {
    Input z = point.normal("z", 2, 3);
    assertEquals(Constant.zero(z.shape()), Differential.gradient(y, z));
    assertEquals(Constant.zero(y.shape()), Differential.jvp(y, z, point.normal("v", 2, 3)));
    assertEquals(Shape.of(3, 2, 3), Differential.jacobian(net.smooth(), z).shape());
    assertEquals(List.of(0.0),
        point.values(List.of(Differential.jacobian(net.smooth(), z).sum())).stream().map(v -> v[0]).toList());
  }

  /** y by itself, y by a node inside, and by two nodes of which one lies under the other: the partial derivative at each cut. */
  @Test
  void ofAnyNode() {
    Input x = point.normal("x", 3);
    Expr a = x.tanh();
    Expr b = a.times(x).sum();
    assertEquals(Constant.one(Shape.SCALAR), Differential.gradient(b, b));
    List<Expr> g = Reverse.gradients(b, List.of(a, x));
    double[] X = point.cells(x);
    Residual.within(1e-15, "∂b/∂a", point.values(g.getFirst()), X);
    Residual.within(1e-15, "∂b/∂x through a too", point.values(g.getLast()),
        IntStream.range(0, 3).mapToDouble(i -> Math.tanh(X[i]) + X[i] / Math.pow(Math.cosh(X[i]), 2)).toArray());
  }

  @Test
  void saysWhatIsWrong() {
    assertEquals("A gradient is of one number, not of [3]",
        assertThrows(ShapeException.class, () -> Differential.gradient(net.smooth(), net.x)).getMessage());
    assertEquals("pullback: y is [], what arrives at it is [2]",
        assertThrows(ShapeException.class, () -> Differential.vjp(y, Input.of("u", 2), net.x)).getMessage());
    assertEquals("Taylor: the direction is [2], the formula it starts from [1, 2, 12, 12]",
        assertThrows(ShapeException.class, () -> Differential.jvp(y, net.x, Input.of("v", 2))).getMessage());
  }
}
