package lucida.weights.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import lucida.autodiff.run.Executor;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.weights.WeightsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pad with the numbers that stand for "nothing" before a max pooling, as exporters of TensorFlow and MXNet write them. */
final class PaddingTest {
  private static OnnxBuilder padded(double value) {
    return new OnnxBuilder(13).input("x", 1, 1, 4, 4).whole("widths", 0, 0, 1, 2, 0, 0, 3, 0)
        .weight("value", Tensor.filled(Shape.of(1), Precision.FLOAT32, value)).node("Pad", "x,widths,value", "padded");
  }

  /** The window is the whole padded picture, so the largest cell is the picture's own, bit for bit, whatever stands around it. */
  @ParameterizedTest
  @ValueSource(doubles = {Double.NEGATIVE_INFINITY, -Float.MAX_VALUE, -1e30, -1e9})
  void nothingIsRoundedAway(double value) {
    Tensor x = Tensor.filled(Shape.of(1, 1, 4, 4), Precision.FLOAT64, i -> -1 - i / 10.0);
    Tensor S = padded(value).node("MaxPool", "padded", "y", OnnxBuilder.ints("kernel_shape", 8, 6)).output("y", 1, 1, 1, 1).model()
        .scores(x, Executor.float64());
    assertEquals(-1.0, S.cell(0));
  }

  /** Only the border holds the number: 8 · 6 cells less the picture's 16. */
  @Test
  void theBorder() {
    Tensor S = padded(0.5).node("GlobalAveragePool", "padded", "y").output("y", 1, 1, 1, 1).model()
        .scores(Tensor.filled(Shape.of(1, 1, 4, 4), Precision.FLOAT64, i -> i), Executor.float64());
    assertEquals((IntStream.range(0, 16).sum() + 32 * 0.5) / 48, S.cell(0), 1e-15);
  }

  @Test
  void notANumber() {
    OnnxBuilder graph = padded(Double.NaN).node("GlobalAveragePool", "padded", "y").output("y", 1, 1, 1, 1);
    String message = assertThrows(WeightsException.class, graph::model).getMessage();
    assertTrue(message.contains("Pad 'padded': it pads with NaN"), message);
  }
}
