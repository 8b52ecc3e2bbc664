package lucida.weights.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import lucida.autodiff.run.Executor;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;
import org.junit.jupiter.api.Test;

/** Constants that are computed at import are those that another tool computes when it runs. */
final class FoldingTest {
  private static AffineIntegers fold(String op, AffineIntegers... in) {
    OnnxNode node = new OnnxNode("n", op, "", Stream.of(in).map(_ -> "a").toList(), List.of("y"), Map.of());
    return Folding.fold(node, 17, Stream.of(in).map(Optional::of).toList()).orElseThrow();
  }

  private static AffineIntegers number(long v) { return AffineIntegers.of(Shape.of(1), v); }

  /** The one in the middle counts too. */
  @Test
  void extremesOfThree() {
    assertArrayEquals(new long[]{5}, fold("Max", number(1), number(5), number(2)).at(1));
    assertArrayEquals(new long[]{1}, fold("Min", number(3), number(1), number(2)).at(1));
  }

  @Test
  void shapesAreBroadcast() {
    assertEquals(Shape.of(1, 3),
        fold("Add", AffineIntegers.of(Shape.of(1, 1), 1), AffineIntegers.of(Shape.of(3), 1, 2, 3)).shape());
    assertArrayEquals(new long[]{11, 21, 12, 22},
        fold("Add", AffineIntegers.of(Shape.of(2, 1), 1, 2), AffineIntegers.of(Shape.of(1, 2), 10, 20)).at(1));
  }

  /**
   * float16 has 11 digits: 2049 and 2051 lie midway and go to the even neighbour, and from 65504 + 16 on the nearest is ∞. bfloat16 has 8:
   * 257 and 259 lie midway.
   */
  @Test
  void castsRoundConstants() {
    assertArrayEquals(new double[]{2048, 2052, 65504, Double.POSITIVE_INFINITY, -2048},
        cast(10, 2049, 2051, 65519, 65520, -2049));
    assertArrayEquals(new double[]{256, 260, Double.POSITIVE_INFINITY, Double.NaN, -256},
        cast(16, 257, 259, Float.MAX_VALUE, Double.NaN, -257));
  }

  private static double[] cast(int type, double... values) {
    int n = values.length;
    return new OnnxBuilder(13).input("x", 1, n).output("y", 1, n).weight("w", Tensor.vector(values).to(Precision.FLOAT32))
        .node("Cast", "w", "c", OnnxBuilder.number("to", type)).node("Add", "x,c", "y").model()
        .scores(Tensor.zeros(Shape.of(1, n), Precision.FLOAT64), Executor.definition()).toDoubles();
  }
}
