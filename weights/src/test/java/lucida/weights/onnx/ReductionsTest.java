package lucida.weights.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import lucida.autodiff.run.Executor;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;
import org.junit.jupiter.api.Test;

/** A reduction over no axes leaves every cell by itself, and what is done to the cell before and after the sum is done all the same. */
final class ReductionsTest {
  private static final double CELL = -0.75;

  @Test
  void overNoAxes() {
    assertCells("ReduceSum", v -> v);
    assertCells("ReduceL1", Math::abs);
    assertCells("ReduceL2", Math::abs);
    assertCells("ReduceSumSquare", v -> v * v);
    assertCells("ReduceMax", v -> v);
    assertCells("ReduceMin", v -> v);
    assertCells("ReduceMean", v -> v);
  }

  /** All cells hold −3/4, whose absolute value and square are exact. */
  private static void assertCells(String op, DoubleUnaryOperator cell) {
    double[] got = new OnnxBuilder(18).input("x", 1, 2, 4, 4).output("y", 1, 2, 4, 4)
        .node(op, "x", "y", OnnxBuilder.number("noop_with_empty_axes", 1)).model()
        .scores(Tensor.filled(Shape.of(1, 2, 4, 4), Precision.FLOAT64, _ -> CELL), Executor.definition()).toDoubles();
    assertEquals(32, got.length);
    Arrays.stream(got).forEach(v -> assertEquals(cell.applyAsDouble(CELL), v, op));
  }
}
