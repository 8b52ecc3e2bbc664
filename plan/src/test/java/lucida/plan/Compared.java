package lucida.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lucida.autodiff.Expr;
import lucida.autodiff.run.Executor;
import lucida.autodiff.run.Program;
import lucida.core.Precision;
import lucida.core.Tensor;
import lucida.core.kernel.KernelChoice;

/**
 * Formulas run three times: by the plan, by the interpreter in float32, and in float64, which is taken as exact.
 *
 * <p>The bound: the plan sums in another order, and by minimal filtering, which errs up to 70 times as much as direct sums do (see the test of its
 * kernel). So it may err by 70 times the largest error of the interpreter on the same formula, but for 32 ulps of the largest value where the
 * interpreter happens to be exact.
 */
record Compared(List<? extends Expr> wanted, Map<Expr, Tensor> fixed, Map<Expr, Tensor> varying) {
  private static final double AMPLIFICATION = 70;
  private static final double FLOOR = 32 * 0x1p-23;

  /** Checks every result, twice: buffers are used again. */
  void check() {
    Executor.Compiled plan = compiled(new Plan(KernelChoice.standard().kernels()));
    List<Tensor> exact = all(Executor.float64());
    List<Tensor> interpreted = all(Executor.float32());
    List<Tensor> first = plan.run(varying);
    List<Tensor> second = plan.run(varying);
    for (int i = 0; i < exact.size(); i++) {
      assertTrue(first.get(i).sameAs(second.get(i)), "result " + i + " is the same in the next run");
      near(i, exact.get(i), interpreted.get(i), first.get(i));
    }
  }

  /** The program compiled by an executor. */
  Executor.Compiled compiled(Executor executor) {
    return executor.compile(Program.of(wanted), fixed);
  }

  private List<Tensor> all(Executor executor) {
    Map<Expr, Tensor> given = new HashMap<>(fixed);
    given.putAll(varying);
    return executor.run(Program.of(wanted), given);
  }

  private static void near(int result, Tensor exact, Tensor interpreted, Tensor planned) {
    assertEquals(Precision.FLOAT32, planned.precision());
    assertEquals(exact.shape(), planned.shape());
    double largest = 0;
    double error = 0;
    for (int i = 0; i < exact.size(); i++) {
      if (!Double.isFinite(exact.cell(i))) continue;
      largest = Math.max(largest, Math.abs(exact.cell(i)));
      error = Math.max(error, Math.abs(interpreted.cell(i) - exact.cell(i)));
    }
    double bound = Math.max(AMPLIFICATION * error, FLOOR * largest);
    for (int i = 0; i < exact.size(); i++) {
      double e = interpreted.cell(i);
      double p = planned.cell(i);
      boolean good = Double.isFinite(e) ? Math.abs(p - exact.cell(i)) <= bound : Double.compare(p, e) == 0;
      assertTrue(good,
          "result " + result + ", cell " + i + " is " + p + ", not " + e + ", exactly " + exact.cell(i) + " ± " + bound);
    }
  }
}
