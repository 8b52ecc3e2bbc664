package lucida.weights.onnx;

import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.weights.WeightsException;

/**
 * The axis of a value along which pictures lie, told from its shapes for one picture and for two.
 *
 * @param axis its place
 * @param before how many cells the axes before it have together
 */
record BatchAxis(int axis, long before) {
  /** They look across all axes from 1 or 2 on. */
  private static final Set<String> BATCH_FIRST = Set.of("AveragePool", "BatchNormalization", "Conv", "ConvTranspose",
      "DepthToSpace", "GroupNormalization", "InstanceNormalization", "LRN", "MaxPool", "Resize", "SpaceToDepth", "Upsample");

  /** They move cells along any axis, the batch included, and may leave its extent as it was. */
  static final Set<String> MOVING = Set.of("Gather", "Pad", "Slice");

  /** Of a value whose shapes differ by twice as much along one axis; none of another. */
  static Optional<BatchAxis> of(Shape one, Shape two) {
    if (one.rank() != two.rank() || two.size() != 2L * one.size()) return Optional.empty();
    int[] varying = IntStream.range(0, one.rank()).filter(axis -> one.extent(axis) != two.extent(axis)).toArray();
    if (varying.length != 1) return Optional.empty();
    long before = IntStream.range(0, varying[0]).mapToLong(one::extent).reduce(1, (a, b) -> a * b);
    return Optional.of(new BatchAxis(varying[0], before));
  }

  /** Checks that a node keeps pictures apart: that what it makes of one does not depend on those beside it. */
  static void check(OnnxNode node, long opset, Shape one, Shape two, Shape madeOfOne, Shape madeOfTwo) {
    if (one.size() == 0 || one.equals(two)) return;
    Optional<BatchAxis> from = of(one, two);
    Optional<BatchAxis> to = of(madeOfOne, madeOfTwo);
    boolean apart = from.isPresent() && to.isPresent() && switch (node.op()) {
      case "Reshape", "Flatten" -> from.get().before == to.get().before;
      case "Softmax", "LogSoftmax", "LayerNormalization" -> !from.get().isSeenBy(node, opset, one.rank());
      default -> from.get().axis == 0 || !BATCH_FIRST.contains(node.op());
    };
    if (!apart)
      throw new WeightsException(node.title() + " mixes the pictures of a batch: it makes " + madeOfOne + " of " + one
          + " for one picture, and " + madeOfTwo + " of " + two + " for two");
  }

  /** Two pictures, each filled with a mark of its own, which no border has. */
  Tensor marked(Shape two) {
    return Tensor.filled(two, Precision.FLOAT64, cell -> mark(picture(cell, two)));
  }

  private static double mark(int picture) { return (picture + 1) * Double.MIN_NORMAL; }

  /** The number of the picture, 0 or 1, that a cell of a value of two belongs to. */
  private int picture(int cell, Shape two) {
    int behind = IntStream.range(axis + 1, two.rank()).map(two::extent).reduce(1, (a, b) -> a * b);
    return cell / behind / (two.extent(axis) / 2) % 2;
  }

  /** Checks that no cell of a value of two has the mark of the other picture. */
  void checkApart(OnnxNode node, Tensor made) {
    for (int cell = 0; cell < made.size(); cell++)
      if (made.cell(cell) == mark(1 - picture(cell, made.shape())))
        throw new WeightsException(node.title() + " mixes the pictures of a batch: it moves one into the place of another");
  }

  /** Whether a node that normalises does so along this axis. */
  private boolean isSeenBy(OnnxNode node, long opset, int rank) {
    boolean oneAxis = opset >= 13 && !node.op().equals("LayerNormalization");
    long stated = node.number("axis", oneAxis || node.op().equals("LayerNormalization") ? -1 : 1);
    long first = stated < 0 ? stated + rank : stated;
    return oneAxis ? axis == first : axis >= first;
  }
}
