package lucida.weights.keras;

import java.util.List;
import java.util.stream.IntStream;
import lucida.autodiff.Expr;
import lucida.core.Shape;
import lucida.core.ShapeException;
import lucida.weights.WeightsException;

/**
 * Keras' axes here. A value of four axes is [N, H, W, C] there and [N, C, H, W] here; all others are the same. What a configuration says
 * about axes is translated by this and by nothing else.
 */
final class KerasAxes {
  private KerasAxes() {}

  /**
   * Translates an axis of a value of this rank; negative ones count from the end.
   *
   * @throws WeightsException if there is no such axis, or if it is the batch: no layer may mix the pictures of a batch
   */
  static int here(int axis, int rank) {
    int positive = axis < 0 ? axis + rank : axis;
    if (positive < 0 || positive >= rank) throw new WeightsException("has axis = " + axis + " for an input of " + rank + " axes");
    if (positive == 0) throw new WeightsException("has axis = " + axis + ", the batch, and would mix its pictures");
    return rank == 4 ? positive == 3 ? 1 : positive + 1 : positive;
  }

  /** As Keras has it. */
  static Expr there(Expr x) { return x.shape().rank() == 4 ? x.permute(0, 2, 3, 1) : x; }

  /** From what Keras has. */
  static Expr here(Expr x) { return x.shape().rank() == 4 ? x.permute(0, 3, 1, 2) : x; }

  /** A shape as Keras has it. */
  static Shape there(Shape s) {
    return s.rank() == 4 ? Shape.of(s.extent(0), s.extent(2), s.extent(3), s.extent(1)) : s;
  }

  /** All of one shape: those with fewer axes get some after the first, and axes of extent 1 are repeated, as Keras' merging layers do. */
  static List<Expr> alike(List<Expr> values) {
    int rank = values.stream().mapToInt(v -> v.shape().rank()).max().orElse(0);
    List<Expr> level = values.stream().map(v -> v.shape().rank() == rank ? v : raised(v, rank)).toList();
    int[] extents = IntStream.range(0, rank).map(axis -> level.stream().mapToInt(v -> v.shape().extent(axis)).max().orElse(1))
        .toArray();
    Shape target = Shape.of(extents);
    return level.stream().map(v -> repeated(v, target)).toList();
  }

  private static Expr raised(Expr x, int rank) {
    Shape shape = there(x.shape());
    while (shape.rank() < rank) shape = shape.insert(1, 1);
    return here(there(x).reshape(shape));
  }

  /** A constant or a parameter, with Keras' axes and without the batch, beside x: as NumPy aligns it, at the end. */
  static Expr beside(Expr constant, Expr x) {
    Shape shape = constant.shape();
    while (shape.rank() > x.shape().rank() && shape.extent(0) == 1) shape = shape.without(0);
    if (shape.rank() > x.shape().rank())
      throw new ShapeException("a constant " + shape + " beside " + there(x.shape()));
    while (shape.rank() < x.shape().rank()) shape = shape.insert(0, 1);
    return here(constant.reshape(shape));
  }

  /** What belongs to some axes of x (here), in their order there: repeated along the others. */
  static Expr along(Expr values, Expr x, int... axes) {
    return values.expand(x.shape(),
        IntStream.range(0, x.shape().rank()).filter(a -> IntStream.of(axes).noneMatch(b -> a == b)).toArray());
  }

  private static Expr repeated(Expr x, Shape target) {
    Shape own = x.shape();
    int[] axes = own.equals(target)
        ? new int[0]
        : IntStream.range(0, own.rank()).filter(a -> own.extent(a) == 1 && target.extent(a) > 1).toArray();
    return axes.length == 0 ? x : x.reshape(own.without(axes)).expand(target, axes);
  }
}
