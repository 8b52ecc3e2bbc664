package lucida.weights.onnx;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.weights.WeightsException;

/**
 * The axis of a value along which pictures lie, told from its shapes for one picture and for two. Where a Reshape has joined it with others, as
 * in [tokens · N, features], some of its cells come before the pictures.
 *
 * @param axis its place
 * @param lead how many cells of the axis itself come before the pictures, 1 where no other axis is joined in front of them
 * @param before how many cells the axes before it and its lead have together
 */
record BatchAxis(int axis, long lead, long before) {
  /** They look across all axes from 1 or 2 on. */
  private static final Set<String> BATCH_FIRST = Set.of("AveragePool", "BatchNormalization", "Conv", "ConvTranspose",
      "DepthToSpace", "GroupNormalization", "InstanceNormalization", "LRN", "MaxPool", "Resize", "SpaceToDepth", "Upsample");

  /** They move cells along any axis, the batch included, and may leave its extent as it was. */
  static final Set<String> MOVING = Set.of("Gather", "GatherElements", "Pad", "ScatterND", "Slice", "Tile", "Trilu");

  /** Of a value whose shapes differ by twice as much along one axis, the pictures first in it; none of another. */
  static Optional<BatchAxis> of(Shape one, Shape two) {
    if (one.rank() != two.rank() || two.size() != 2L * one.size()) return Optional.empty();
    int[] varying = IntStream.range(0, one.rank()).filter(axis -> one.extent(axis) != two.extent(axis)).toArray();
    if (varying.length != 1) return Optional.empty();
    return Optional.of(new BatchAxis(varying[0], 1, cells(one, varying[0])));
  }

  /** How many cells the axes before one have together. */
  private static long cells(Shape shape, int axis) {
    return IntStream.range(0, axis).mapToLong(shape::extent).reduce(1, (a, b) -> a * b);
  }

  /**
   * Where the pictures lie after the cells have got another shape and stayed in their order.
   *
   * @param one the new shape, for one picture
   * @param allowed the axes that may hold them
   */
  Optional<BatchAxis> in(Shape one, IntPredicate allowed) {
    int last = one.rank() - 1;
    List<BatchAxis> places = IntStream.rangeClosed(0, last).filter(allowed)
        .filter(axis -> before % cells(one, axis) == 0 && cells(one, axis) * one.extent(axis) % before == 0)
        .mapToObj(axis -> new BatchAxis(axis, before / cells(one, axis), before)).toList();
    return places.stream().filter(place -> place.lead == 1 && place.axis < last).findFirst()
        .or(() -> places.stream().findFirst());
  }

  /**
   * Checks that a node keeps pictures apart, that what it makes of one does not depend on those beside it; and where they lie in what it makes.
   *
   * @param from where they lie in what it reads, if they lie along one axis
   */
  static Optional<BatchAxis> checked(OnnxNode node, long opset, Optional<BatchAxis> from, Shape one, Shape two, Shape madeOfOne,
      Shape madeOfTwo) {
    if (one.size() == 0 || madeOfOne.size() == 0) return Optional.empty();
    Optional<BatchAxis> to = of(madeOfOne, madeOfTwo)
        .flatMap(place -> from.flatMap(f -> f.after(node, one, madeOfOne, place.axis)));
    if (one.equals(two)) return to;
    boolean apart = from.isPresent() && to.isPresent() && switch (node.op()) {
      case "Softmax", "LogSoftmax", "LayerNormalization" -> !from.get().isSeenBy(node, opset, one.rank());
      default -> from.get().axis == 0 && from.get().lead == 1 || !BATCH_FIRST.contains(node.op());
    };
    if (!apart) throw mixed(node, one, two, madeOfOne, madeOfTwo);
    return to;
  }

  /** What is said of a node that does not keep pictures apart. */
  static WeightsException mixed(OnnxNode node, Shape one, Shape two, Shape madeOfOne, Shape madeOfTwo) {
    return new WeightsException(node.title() + " mixes the pictures of a batch: it makes " + madeOfOne + " of " + one
        + " for one picture, and " + madeOfTwo + " of " + two + " for two");
  }

  /** What is joined in front of the pictures stays there as long as their axis keeps its extent. */
  private Optional<BatchAxis> after(OnnxNode node, Shape one, Shape made, int at) {
    if (node.op().equals("Reshape") || node.op().equals("Flatten")) return in(made, axis -> axis == at);
    return lead == 1 || one.extent(axis) == made.extent(at)
        ? Optional.of(new BatchAxis(at, lead, cells(made, at) * lead))
        : Optional.empty();
  }

  /** Two pictures, each filled with a mark of its own, which no border has. */
  Tensor marked(Shape two) {
    return Tensor.filled(two, Precision.FLOAT64, cell -> mark(picture(cell, two)));
  }

  private static double mark(int picture) { return (picture + 1) * Double.MIN_NORMAL; }

  /** The number of the picture, 0 or 1, that a cell of a value of two belongs to. */
  private int picture(int cell, Shape two) {
    return (int) (cell / (two.size() / (2 * before)) % 2);
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
