package lucida.weights.onnx;

import java.util.Arrays;
import lucida.core.Shape;
import lucida.weights.WeightsException;

/** Shapes that a file states: refused before memory is taken for them. */
final class Sizes {
  private static final long MOST = 1 << 22;
  private static final long MOST_OF_A_VALUE = 1 << 28;

  private Sizes() {}

  /** The shape of a constant, every cell of which is a number in memory from now on. */
  static Shape shape(OnnxNode node, long... extents) {
    long cells = 1;
    for (long extent : extents) {
      if (extent < 0 || extent > MOST)
        throw new WeightsException(node.title() + ": an extent of " + extent + " in " + Arrays.toString(extents));
      cells = Math.min(MOST + 1, cells * Math.max(1, extent));
    }
    if (cells > MOST) throw new WeightsException(node.title() + ": a value of shape " + Arrays.toString(extents) + " is too large");
    return Shape.of(Arrays.stream(extents).mapToInt(Math::toIntExact).toArray());
  }

  /** Checks a value for two pictures: more cells than any CNN has. */
  static void value(OnnxNode node, Shape shape) {
    if (shape.size() > MOST_OF_A_VALUE)
      throw new WeightsException(node.title() + ": a value of shape " + shape + " is too large");
  }

  /** A number of the file that memory is taken for. */
  static int bounded(OnnxCall c, String what, double number, int most) {
    if (!(Math.abs(number) <= most)) throw c.refused(what + " is " + number + ", at most " + most + " is read");
    return (int) number;
  }
}
