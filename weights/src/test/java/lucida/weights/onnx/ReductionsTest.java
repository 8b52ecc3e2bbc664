package lucida.weights.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import lucida.autodiff.run.Executor;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.layers.Model;
import lucida.weights.WeightsException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reductions over no axes: a sum leaves every cell what it is; of absolute values and squares tools differ, so they are refused. */
final class ReductionsTest {
  private static final Shape SHAPE = Shape.of(1, 2, 4, 4);

  private static Model overNoAxes(String op) {
    return new OnnxBuilder(18).input("x", 1, 2, 4, 4).output("y", 1, 2, 4, 4)
        .node(op, "x", "y", OnnxBuilder.number("noop_with_empty_axes", 1)).model();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ReduceSum", "ReduceMax", "ReduceMin", "ReduceMean"})
  void whatLeavesACell(String op) {
    Tensor x = Tensor.filled(SHAPE, Precision.FLOAT64, i -> i - 7.5);
    assertArrayEquals(x.toDoubles(), overNoAxes(op).scores(x, Executor.definition()).toDoubles());
  }

  @ParameterizedTest
  @ValueSource(strings = {"ReduceL1", "ReduceL2", "ReduceSumSquare", "ReduceLogSum"})
  void whatChangesACell(String op) {
    String message = String.valueOf(assertThrows(WeightsException.class, () -> overNoAxes(op)).getMessage());
    assertTrue(message.contains(op) && message.contains("noop_with_empty_axes = 1 without axes"), message);
  }
}
