package lucida.autodiff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import lucida.autodiff.function.Softmax;
import lucida.autodiff.run.Program;
import lucida.core.Shape;
import lucida.core.ShapeException;
import lucida.core.Tensor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * DS 7 against DS 4 and DS 5: adjoint jets, jets and nested reverse sweeps of the same number.
 *
 * <p>Each is a sum of at most some thousand products through at most twenty nodes and three orders, which leaves some 300 roundings, 3e-14, of the largest terms,
 * {@link RandomHead#terms}; a layer norm of cells that are nearly equal sums what is a million times larger than the result.
 */
class AdjointJetsTest {
  static final double ROUNDING = 1e-13;

  private static List<double[]> diagonal(RandomHead head, List<Expr> derivatives, Input v) {
    return head.everyDirection(derivatives, v).stream().map(Tensor::toDoubles).toList();
  }

  /** Every coordinate of random heads of every kind, by jets; every tenth head by nested reverse sweeps as well. */
  @Test
  void adjointJetsAreJetsAndNestedSweeps() {
    randomHeads(0, 300);
  }

  @Test
  @Tag("full")
  void adjointJetsAreJetsAndNestedSweepsOnManyHeads() {
    randomHeads(300, 20_000);
  }

  private static void randomHeads(int from, int to) {
    for (int seed = from; seed < to; seed++) {
      RandomHead head = new RandomHead(seed);
      Input v = Input.of("v", head.A.shape());
      List<double[]> adjoint = diagonal(head, AdjointJets.derivatives(head.Y, head.A, v, 3), v);
      Jet jet = Taylor.jet(head.Y, head.A, v, 3);
      List<double[]> jets = diagonal(head, IntStream.rangeClosed(1, 3).mapToObj(jet::derivative).toList(), v);
      head.same(ROUNDING, "DS 7 against DS 4, head " + seed, adjoint, jets);
      if (seed % 10 != 0) continue;
      Expr one = Differential.along(head.Y, head.A, v);
      Expr two = Differential.along(one, head.A, v);
      List<double[]> nested = diagonal(head, List.of(one, two, Differential.along(two, head.A, v)), v);
      head.same(ROUNDING, "DS 7 against DS 5, head " + seed, adjoint, nested);
    }
  }

  /** Beyond order 3, along a line that is no coordinate. */
  @Test
  void anyOrder() {
    SmallNet net = new SmallNet();
    Expr Y = net.smooth().at(0, 1).exp();
    Expr v = net.x.scale(0.1);
    Jet jet = Taylor.jet(Y, net.x, v, 6);
    List<Expr> adjoint = AdjointJets.derivatives(Y, net.x, v, 6);
    for (int p = 1; p <= 6; p++)
      Residual.within(ROUNDING, "DS 7: order " + p, net.point.values(adjoint.get(p - 1)), net.point.values(jet.derivative(p)));
  }

  /** y = w·tanh(U x): U v is propagated once, however high the order, and nothing is done with w along a direction. */
  @Test
  void theHighestOrderIsNotPropagated() {
    Input x = Input.of("x", 1, 7);
    Input U = Input.of("U", 5, 7);
    Input w = Input.of("w", 1, 5);
    Expr y = x.matmulTransposed(U).tanh().matmulTransposed(w);
    Input v = Input.of("v", 1, 7);
    Program program = Program.of(List.of(AdjointJets.derivatives(y, x, v, 3).getLast()));
    assertEquals(1, program.steps().stream().filter(step -> step.inputs().contains(v)).count(), program::toString);
    assertEquals(1, program.steps().stream().filter(step -> step.inputs().contains(w)).count(), program::toString);
  }

  /** log softmax(W tanh(V softplus(U x))): the softmax is the last that is smooth, so that two coefficients pass through V and W each, and the third through none. */
  @Test
  void theProbabilityOfASmoothHeadTakesTwoVectors() {
    Input x = Input.of("x", 1, 7), v = Input.of("v", 1, 7);
    Input U = Input.of("U", 6, 7), V = Input.of("V", 5, 6), W = Input.of("W", 4, 5);
    Expr S = x.matmulTransposed(U).softplus().matmulTransposed(V).tanh().matmulTransposed(W);
    Program ofP = Program.of(AdjointJets.derivatives(Softmax.logSoftmax(S.reshape(4), 0).at(0, 2), x, v, 3));
    Program ofS = Program.of(AdjointJets.derivatives(S.reshape(4).at(0, 2), x, v, 3));
    for (Input M : List.of(U, V, W)) {
      assertEquals(M == U ? 1 : 2, products(ofP, M, v), M + " before a probability: " + ofP);
      assertEquals(M == U ? 1 : M == V ? 2 : 0, products(ofS, M, v), M + " before a score: " + ofS);
    }
  }

  private static long products(Program program, Input factor, Input v) {
    Set<Expr> moving = new HashSet<>(Set.of(v)), factors = new HashSet<>(Set.of(factor)); // the factor in other shapes
    return program.steps().stream().filter(step -> {
      if (factors.containsAll(step.inputs())) factors.add(step.target());
      return step.inputs().stream().anyMatch(moving::contains) && moving.add(step.target())
          && step.inputs().stream().anyMatch(factors::contains);
    }).count();
  }

  @Test
  void ofWhatIsPiecewiseLinearOrDoesNotDependIsZero() {
    Input x = Input.of("x", 4);
    Input v = Input.of("v", 4);
    List<Expr> linear = AdjointJets.derivatives(x.relu().sum(), x, v, 3);
    assertTrue(linear.get(1).isZero() && linear.get(2).isZero());
    assertTrue(AdjointJets.derivatives(Input.of("z", Shape.of(1)).exp(), x, v, 2).stream().allMatch(Expr::isZero));
  }

  /** 1/s by way of 10¹²⁰ s, whose second derivative by itself is too small for a double: jets keep within range, and so do these. */
  @Test
  void largeAndSmallScalesOnTheWayCancel() {
    Point point = Point.seeded(1);
    Input s = point.of("s", Shape.SCALAR, 1);
    List<Expr> d = AdjointJets.derivatives(s.scale(1e120).reciprocal().scale(1e120), s, Constant.one(Shape.SCALAR), 4);
    double[] wanted = {-1, 2, -6, 24};
    for (int p = 0; p < 4; p++) assertEquals(wanted[p], point.value(d.get(p)), 1e-14 * Math.abs(wanted[p]));
  }

  /** Written in time linear in the depth and polynomial in the order: some ten thousand nodes and order 20 within the test's own time. */
  @Test
  void deepAndOfHighOrder() {
    Input s = Input.of("s", Shape.SCALAR);
    Expr y = s;
    for (int i = 0; i < 3000; i++) y = y.sin().scale(1.1);
    assertEquals(2, AdjointJets.derivatives(y, s, Constant.one(Shape.SCALAR), 2).size());
    Point point = Point.seeded(1);
    Input x = point.of("x", Shape.SCALAR, 0.3);
    Expr z = x.sin().exp().tanh();
    Residual.within(ROUNDING, "DS 7: order 20",
        point.values(AdjointJets.derivatives(z, x, Constant.one(Shape.SCALAR), 20).getLast()),
        point.values(Taylor.jet(z, x, Constant.one(Shape.SCALAR), 20).derivative(20)));
  }

  @Test
  void aLiteralNumberIsNoVariable() {
    Constant two = new Constant(2, Shape.of(3));
    String message = assertThrows(IllegalArgumentException.class, () -> Reverse.gradient(two.exp().sum(), two)).getMessage();
    assertTrue(message.startsWith("A derivative is with respect to an Input or a node, not the number 2"), message);
    assertThrows(IllegalArgumentException.class, () -> Taylor.jet(two.sum(), two, two, 1));
    assertThrows(IllegalArgumentException.class, () -> AdjointJets.derivatives(two.sum(), two, two, 1));
  }

  @Test
  void saysWhatIsWrong() {
    Input x = Input.of("x", 4);
    Input v = Input.of("v", 4);
    assertEquals("AdjointJets: derivatives of order 1 to 0; the order is at least 1",
        assertThrows(IllegalArgumentException.class, () -> AdjointJets.derivatives(x.sum(), x, v, 0)).getMessage());
    assertEquals("AdjointJets: derivatives of one number, not of [4]; Taylor.jet takes any shape",
        assertThrows(ShapeException.class, () -> AdjointJets.derivatives(x, x, v, 2)).getMessage());
    assertThrows(ShapeException.class, () -> AdjointJets.derivatives(x.sum(), x, Input.of("u", 3), 2));
  }
}
