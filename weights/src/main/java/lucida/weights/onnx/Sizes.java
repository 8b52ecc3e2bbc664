package lucida.weights.onnx;

import java.util.Arrays;
import lucida.core.Shape;
import lucida.weights.WeightsException;

/** Shapes that a file states: refused before memory is taken for them. */
final class Sizes {
  /** More cells than any value of a CNN has for one or two pictures; every one of them would be a number in memory. */
  private static final long MOST = 1 << 28;

  private Sizes() {}

  /** A shape of these extents. */
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
}
