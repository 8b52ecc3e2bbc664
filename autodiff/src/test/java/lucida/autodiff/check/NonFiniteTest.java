package lucida.autodiff.check;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Locale;
import java.util.Map;
import lucida.autodiff.Apply;
import lucida.autodiff.Constant;
import lucida.autodiff.Differential;
import lucida.autodiff.Expr;
import lucida.autodiff.Input;
import lucida.autodiff.Origin;
import lucida.autodiff.Taylor;
import lucida.autodiff.Vmap;
import lucida.autodiff.function.Softmax;
import lucida.autodiff.run.Executor;
import lucida.autodiff.run.Interpreter;
import lucida.autodiff.run.NonFiniteException;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;
import org.junit.jupiter.api.Test;

/**
 * The first NaN of a run: which operation, from what ranges, and on which line of this file it was written. Stands in another package
 * than the formulas, whose own lines are passed over.
 */
class NonFiniteTest {
  private final Input x = Input.of("x", 3);

  /** The line it is called on: written beside a formula it is that formula's line, in whatever order a formatter leaves them. */
  private static int line() {
    return StackWalker.getInstance().walk(frames -> frames.skip(1).findFirst().orElseThrow().getLineNumber());
  }

  private static String message(Expr y, Map<Input, Tensor> given) {
    return String
        .valueOf(
            assertThrows(NonFiniteException.class, () -> Interpreter.watching(Precision.FLOAT64).value(y, given)).getMessage());
  }

  private Map<Input, Tensor> given(double... values) { return Map.of(x, Tensor.of(x.shape(), values)); }

  private static Expr at(Expr y, int expected, int[] line) {
    line[0] = expected;
    return y;
  }

  @Test
  void namesTheOperationItsInputsAndTheLine() {
    int[] line = {0};
    Expr y = Origin.recording(() -> {
      Expr shifted = x.plus(-1).scale(2);
      Expr log = at(shifted.log(), line(), line);
      return log.exp().sum();
    });
    assertEquals("log gave NaN at cell 1 of [3], from scale [3] in [-1.00000, 4.00000]; written at NonFiniteTest.java:" + line[0],
        message(y, given(2, 0.5, 3)));
    assertEquals(
        "log gave -Infinity at cell 2 of [3], from scale [3] in [0.00000, 4.00000]; written at NonFiniteTest.java:" + line[0],
        message(y, given(3, 2, 1)));
    assertEquals(3 * 3 * 4, Interpreter.watching(Precision.FLOAT64).value(y.scale(2), given(4, 4, 4)).item(), 1e-13);
  }

  @Test
  void namesBothInputs() {
    Input w = Input.of("w", 3);
    Expr y = x.times(w);
    assertEquals(
        "⊙ gave Infinity at cell 0 of [3], from x [3] in [1.00000, 1.00000e+300] and w [3] in [0.00000, 1.00000e+10]; written at an unrecorded line",
        message(y, Map.of(x, Tensor.of(Shape.of(3), 1e300, 1, 2), w, Tensor.of(Shape.of(3), 1e10, 0, 2))));
  }

  /** Derivatives are formulas of their own, but nobody wrote them: they tell the line of what was derived. */
  @Test
  void namesTheLineOfWhatWasDerived() {
    int[] line = {0};
    Expr y = Origin.recording(() -> at(x.sqrt(), line(), line).sum());
    String expected = "; written at derivative of NonFiniteTest.java:" + line[0];
    Map<Input, Tensor> zero = given(0, 1, 4);
    assertEquals(3, Interpreter.watching(Precision.FLOAT64).value(y, zero).item());
    assertEquals("reciprocal gave Infinity at cell 0 of [3], from sqrt [3] in [0.00000, 2.00000]" + expected,
        message(Differential.gradient(y, x), zero));
    Expr second = Differential.gradient(Differential.gradient(y, x).sum(), x);
    assertEquals("reciprocal gave Infinity at cell 0 of [3], from sqrt [3] in [0.00000, 2.00000]" + expected,
        message(second, zero));
    Expr jet = Taylor.jet(y, x, Constant.one(x.shape()), 2).coefficient(2);
    assertEquals("reciprocal gave Infinity at cell 0 of [3], from sqrt [3] in [0.00000, 2.00000]" + expected, message(jet, zero));
  }

  /** A batch is the formula again and not a derivative of it. */
  @Test
  void batchKeepsTheLine() {
    int[] line = {0};
    Expr y = Origin.recording(() -> at(x.log(), line(), line));
    Input rows = Input.of("rows", 2, 3);
    assertEquals(
        "log gave NaN at cell 5 of [2, 3], from rows [2, 3] in [-1.00000, 5.00000]; written at NonFiniteTest.java:" + line[0],
        String.valueOf(
            assertThrows(NonFiniteException.class, () -> Interpreter.watching(Precision.FLOAT32).value(Vmap.over(y, x, rows),
                Map.of(rows, Tensor.of(rows.shape(), 1.0, 2, 3, 4, 5, -1)))).getMessage()));
  }

  /** The line is that of the caller of the library's functions, not one inside them. */
  @Test
  void passesOverItsOwnLines() {
    int[] line = {0};
    Expr y = Origin.recording(() -> at(Softmax.logSumExp(x, 0), line(), line));
    if (y instanceof Apply apply) assertEquals("NonFiniteTest.java:" + line[0], apply.origin().toString());
    assertEquals("an unrecorded line", x.exp() instanceof Apply plain ? plain.origin().toString() : "");
  }

  @Test
  void aNanGivenIsNamed() {
    assertEquals("exp gave NaN at cell 1 of [3], from x [3] in [1.00000, 3.00000], 1 NaN; written at an unrecorded line",
        message(x.exp(), given(1, Double.NaN, 3)));
    assertEquals(
        "scale gave Infinity at cell 0 of [3], from x [3] with nothing finite, 1 NaN, 2 infinite; written at an unrecorded line",
        message(x.scale(2), given(Double.POSITIVE_INFINITY, Double.NaN, Double.NEGATIVE_INFINITY)));
    assertEquals("leaky[0.1] gave NaN at cell 0 of [3], from x [3] in [1.00000, 2.00000], 1 NaN; written at an unrecorded line",
        message(x.leakyRelu(0.1), given(Double.NaN, 1, 2)));
  }

  /** Without watching nothing stops: the NaN is in the result. A watched run gives the same bits where there is none. */
  @Test
  void isOptIn() {
    Tensor y = Executor.float64().value(x.log(), given(1, -1, 1));
    assertArrayEquals(new double[]{0, Double.NaN, 0}, y.toDoubles());
    Tensor fine = Interpreter.watching(Precision.FLOAT64).value(x.log().sech(), given(1, 2, 3));
    assertArrayEquals(Executor.float64().value(x.log().sech(), given(1, 2, 3)).toDoubles(), fine.toDoubles());
  }

  /** A gate skips, it does not multiply: behind a closed one an infinity, or the NaN of its derivative, is not there. */
  @Test
  void closedGatesSkip() {
    Expr safe = x.gate(x.log());
    assertArrayEquals(new double[]{0, Math.log(2), 0}, Executor.float64().value(safe, given(0, 2, -1)).toDoubles());
    assertArrayEquals(new double[]{0, 0.5, 0},
        Interpreter.watching(Precision.FLOAT64).value(Differential.gradient(safe.sum(), x), given(-3, 2, -1)).toDoubles(),
        Double.MIN_VALUE);
    Input v = Input.of("v", 3);
    Map<Input, Tensor> both = Map.of(x, Tensor.of(x.shape(), -1.0, 2, 0), v,
        Tensor.of(x.shape(), Double.POSITIVE_INFINITY, 7, Double.NaN));
    assertArrayEquals(new double[]{0, 7, 0}, Interpreter.watching(Precision.FLOAT64).value(x.gate(v), both).toDoubles());
    assertEquals(0, Interpreter.watching(Precision.FLOAT64).value(v.times(Constant.zero(v.shape())).sum(), both).item(),
        "a literal 0 ignores a NaN");
  }

  /** Numbers are written with a point wherever the program runs. */
  @Test
  void speaksOneLanguage() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      assertEquals("log gave NaN at cell 0 of [3], from x [3] in [-1.50000, 2.25000]; written at an unrecorded line",
          message(x.log(), given(-1.5, 1, 2.25)));
      assertEquals("ok     1.5e-12  (≤ 1e-10)  a line", new CheckReport.Line("a line", 1.5e-12, 1e-10).toString());
    } finally {
      Locale.setDefault(before);
    }
  }
}
