package lucida.autodiff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import lucida.autodiff.run.Diagonal;
import lucida.autodiff.run.Executor;
import lucida.core.Precision;
import lucida.core.RandomStream;
import lucida.core.Tensor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The programs that networks are derived by, and what is read off the graph about them, on random heads of every kind. */
class RandomHeadsTest {
  private static final int POINTS = 12;

  /** Along shared coordinates and behind leading products [DS 7] against jets along every cell [DS 4], and every fifth by nested sweeps [DS 5]. */
  @Test
  void diagonals() { diagonals(0, 150); }

  @Test
  @Tag("full")
  void diagonalsOfManyHeads() { diagonals(150, 20_000); }

  private static void diagonals(int from, int to) {
    for (int seed = from; seed < to; seed++) {
      RandomHead head = new RandomHead(seed, seed % 3 == 0 ? 0.7 : 0.2, 0.5);
      int batch = 1 + seed % 50;
      List<double[]> jets = everywhere(new Diagonal(head.Y, head.A, 3, 48), head);
      head.same(AdjointJetsTest.ROUNDING, "DS 7 against DS 4, head " + seed,
          everywhere(Diagonal.ofOneNumber(head.Y, head.A, 3, batch), head), jets);
      if (seed % 5 == 0)
        head.same(AdjointJetsTest.ROUNDING, "DS 5 against DS 4, head " + seed,
            everywhere(Diagonal.byNestedReverse(head.Y, head.A, 3, batch), head), jets);
    }
  }

  private static List<double[]> everywhere(Diagonal diagonal, RandomHead head) {
    return diagonal.everywhere(Executor.float64(), head.point.given()).stream().map(Tensor::toDoubles).toList();
  }

  /**
   * Whether a head is piecewise linear, as read off the graph, against its whole Hessian at 12 points from large to small: a head that is has none anywhere, and one that is not has one somewhere. A
   * smooth block may be hidden behind a ReLU that is off at a point, or a softmax may be 1 there but for what underflows, not at all 12.
   */
  @Test
  void piecewiseLinearHeadsHaveNoHessian() { verdicts(0, 200); }

  @Test
  @Tag("full")
  void piecewiseLinearHeadsHaveNoHessianOfManyHeads() { verdicts(200, 10_000); }

  private static void verdicts(int from, int to) {
    int linear = 0;
    for (int seed = from; seed < to; seed++) {
      RandomHead head = new RandomHead(seed, 0.15, 0);
      boolean verdict = Graph.piecewiseLinear(head.Y, head.A);
      if (verdict) linear++;
      assertEquals(verdict, !isCurved(head), "head " + seed + ": " + head);
    }
    assertTrue(linear > (to - from) / 4 && linear < (to - from) * 3 / 4, "both verdicts are seen: " + linear);
  }

  private static boolean isCurved(RandomHead head) {
    Executor executor = Executor.float64();
    Expr H = Differential.hessian(head.Y, head.A);
    Map<Input, Tensor> given = head.point.given();
    return IntStream.range(0, POINTS).anyMatch(r -> {
      given.put(head.A, RandomStream.of(r).gaussian(head.A.shape(), Precision.FLOAT64, 0, Math.scalb(8.0, -r)));
      return executor.value(H, given).abs().max() > 0;
    });
  }
}
