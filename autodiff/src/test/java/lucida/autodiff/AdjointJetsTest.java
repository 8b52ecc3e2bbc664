package lucida.autodiff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import lucida.autodiff.run.Executor;
import lucida.autodiff.run.Program;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.ShapeException;
import lucida.core.Tensor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * DS 7 against DS 4 and DS 5: adjoint jets, jets and nested reverse sweeps of the same number.
 *
 * <p>Each is a sum of at most some thousand products through at most twenty nodes and three orders; where they do not cancel some 300
 * roundings are left, 3e-14 of the largest. Three attentions one after the other cancel up to three digits more: 1e-10.
 */
class AdjointJetsTest {
  private static final double ROUNDING = 1e-10;

  private static List<double[]> diagonal(RandomHead head, List<Expr> derivatives, Input v) {
    int n = head.A.shape().size();
    Input rows = Input.of("rows", v.shape().insert(0, n));
    Map<Input, Tensor> given = new LinkedHashMap<>(head.point.given());
    given.put(rows, Tensor.filled(rows.shape(), Precision.FLOAT64, i -> i / n == i % n ? 1 : 0));
    return Executor.float64().values(Vmap.over(derivatives, v, rows), given).stream().map(Tensor::toDoubles).toList();
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
      for (int p = 0; p < 3; p++)
        Residual.within(ROUNDING, "DS 7: D" + (p + 1) + " by adjoint jets against DS 4, head " + seed + ": " + head, adjoint.get(p),
            jets.get(p));
      if (seed % 10 != 0) continue;
      Expr one = Differential.along(head.Y, head.A, v);
      Expr two = Differential.along(one, head.A, v);
      List<double[]> nested = diagonal(head, List.of(one, two, Differential.along(two, head.A, v)), v);
      for (int p = 0; p < 3; p++)
        Residual.within(ROUNDING, "DS 7: D" + (p + 1) + " by adjoint jets against DS 5, head " + seed + ": " + head, adjoint.get(p),
            nested.get(p));
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
    Jet jet = Taylor.jet(y, x, v, 3);
    assertTrue(program.steps().size() < Program.of(List.of(jet.derivative(3))).steps().size() + 3,
        "the sweep and two dot products");
  }

  @Test
  void ofWhatIsPiecewiseLinearOrDoesNotDependIsZero() {
    Input x = Input.of("x", 4);
    Input v = Input.of("v", 4);
    List<Expr> linear = AdjointJets.derivatives(x.relu().sum(), x, v, 3);
    assertTrue(linear.get(1).isZero() && linear.get(2).isZero());
    assertTrue(AdjointJets.derivatives(Input.of("z", Shape.of(1)).exp(), x, v, 2).stream().allMatch(Expr::isZero));
  }

  @Test
  void saysWhatIsWrong() {
    Input x = Input.of("x", 4);
    Input v = Input.of("v", 4);
    assertEquals("AdjointJets: derivatives of order 1 to 0; the order is at least 1",
        assertThrows(IllegalArgumentException.class, () -> AdjointJets.derivatives(x.sum(), x, v, 0)).getMessage());
    assertThrows(ShapeException.class, () -> AdjointJets.derivatives(x, x, v, 2), "y is one number");
    assertThrows(ShapeException.class, () -> AdjointJets.derivatives(x.sum(), x, Input.of("u", 3), 2));
  }
}
