package lucida.weights.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import com.google.protobuf.UnknownFieldSet;
import java.util.stream.Stream;
import lucida.autodiff.run.Executor;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;
import org.junit.jupiter.api.Test;

/**
 * What lies outside of the picture when it is made smaller with antialiasing. 4 cells become 2 at the scale 0.6, the triangle reaches 5/3
 * cells: the first result is at 1/3 and weighs the cells −1, 0, 1 by 1/5, 4/5, 3/5, the second is at 2 and weighs 1, 2, 3 by 2/5, 1, 2/5.
 */
final class ResizingTest {
  /** 1 + 4r + c in row r and column c, which is linear: a result is its value at the mean places r and c of what is weighed. */
  private static double[] resized(UnknownFieldSet... attributes) {
    UnknownFieldSet[] all = Stream.concat(Stream.of(OnnxBuilder.string("mode", "linear"), OnnxBuilder.number("antialias", 1)),
        Stream.of(attributes)).toArray(UnknownFieldSet[]::new);
    return new OnnxBuilder(18).input("x", 1, 1, 4, 4).output("y", 1, 1, 2, 2).weight("scales", Tensor.vector(1, 1, 0.6, 0.6))
        .node("Resize", "x,,scales", "y", all).model()
        .scores(Tensor.filled(Shape.of(1, 1, 4, 4), Precision.FLOAT64, i -> i + 1), Executor.definition()).toDoubles();
  }

  /**
   * Cell −1 is the cell at the edge once more: the places are (3/5)/(8/5) = 3/8 and 2, as in ONNX's own test
   * resize_downsample_scales_linear_antialias. The scale is 0.6 in float32, off by 2⁻²⁵, and comes in with a factor below 100.
   */
  @Test
  void theEdgeIsRepeated() {
    assertArrayEquals(new double[]{2.875, 4.5, 9.375, 11}, resized(), 100 * 0x1p-25);
  }

  /** Cell −1 counts nothing, as in PyTorch: the places are (3/5)/(7/5) = 3/7 and 2. */
  @Test
  void orLeftOut() {
    assertArrayEquals(new double[]{22 / 7.0, 33 / 7.0, 66 / 7.0, 11}, resized(OnnxBuilder.number("exclude_outside", 1)),
        100 * 0x1p-25);
  }
}
