package lucida.autodiff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import lucida.autodiff.run.Executor;
import lucida.autodiff.run.Program;
import lucida.core.Shape;
import lucida.core.Tensor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A chain of 100,000 operations, y = relu(… relu(relu(w·w)·w) … ·w) = wⁿ⁺¹ with n = 50,000: values, derivatives, batches and texts,
 * without recursion.
 *
 * <p>∂ᵏy = (n+1) n … (n+2−k) wⁿ⁺¹⁻ᵏ. The error of n multiplications is at most n/2 ulps, 5.6e-12, and √n ulps if they are random: 1e-11.
 */
class DeepChainTest {
  private static final int N = 50_000;
  private static final double W = 1.00001;
  private final Input w = Input.of("w", Shape.SCALAR);
  private final Expr y = chain();

  private Expr chain() {
    Expr y = w;
    for (int i = 0; i < N; i++) y = y.times(w).relu();
    return y;
  }

  private static double closed(double at, int order) {
    double factor = 1;
    for (int k = 0; k < order; k++) factor *= N + 1 - k;
    return factor * Math.pow(at, N + 1 - order);
  }

  private static void check(String what, double found, double closed) {
    Residual.within(1e-11, what + " of a chain of 100,000 operations", Math.abs(found - closed) / closed);
  }

  private double value(Expr e) {
    return Executor.float64().value(e, Map.of(w, Tensor.of(Shape.SCALAR, W))).item();
  }

  /**
   * In float32 it is the same program, with 50,000 roundings of 6e-8 that walk at random: 1.3e-5 expected, 10 times that allowed. W there
   * is 1 + 2⁻¹⁶, which float32 has.
   */
  @Test
  void value() {
    Program program = Program.of(List.of(y));
    assertEquals(100_000, program.steps().size());
    assertEquals(2, program.peak(), "cells at once: what is computed, and what it is computed from");
    check("value", Executor.float64().run(program, Map.of(w, Tensor.of(Shape.SCALAR, W))).getFirst().item(), closed(W, 0));
    double exact = 1 + 0x1p-16;
    double single = Executor.float32().run(program, Map.of(w, Tensor.of(Shape.SCALAR, exact))).getFirst().item();
    Residual.within(1.3e-4, "value of the chain in float32", Math.abs(single - closed(exact, 0)) / closed(exact, 0));
  }

  @Test
  void gradient() {
    assertTrue(Graph.depends(y, w) && !Graph.piecewiseLinear(y, w));
    check("gradient", value(Differential.gradient(y, w)), closed(W, 1));
  }

  @Test
  void thirdDerivative() {
    check("third derivative by a jet", value(Taylor.jet(y, w, Constant.one(Shape.SCALAR), 3).derivative(3)), closed(W, 3));
  }

  @Test
  @Tag("full")
  void secondDerivativeByNestedSweeps() {
    check("second derivative by two sweeps", value(Differential.gradient(Differential.gradient(y, w), w)), closed(W, 2));
  }

  @Test
  void batch() {
    Input rows = Input.of("rows", 3);
    double[] at = {W, 0.9999, 1.00002};
    double[] values = Executor.float64().value(Vmap.over(y, w, rows), Map.of(rows, Tensor.of(Shape.of(3), at))).toDoubles();
    IntStream.range(0, 3).forEach(i -> check("batch member " + i, values[i], closed(at[i], 0)));
  }

  /** Ten operations are written out, deeper ones named: text grows with the chain and not faster. */
  @Test
  void text() {
    String text = y.toString();
    assertTrue(text.startsWith("relu(relu(") && text.contains(" where t1 = "), text.substring(0, 200));
    assertTrue(text.length() < 60 * N, () -> text.length() + " characters");
    assertEquals(100_001, Program.of(List.of(y)).toString().lines().count());
  }
}
