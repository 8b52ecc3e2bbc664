package lucida.weights.onnx;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import lucida.autodiff.Constant;
import lucida.autodiff.Expr;
import lucida.core.Shape;
import lucida.weights.WeightsException;

/** NumPy's rule that formulas do not have: shapes are lined up at their last axes, and an extent of 1 is repeated. */
final class Broadcast {
  private Broadcast() {}

  /** The shape of all together. */
  static Shape shape(List<Shape> shapes) {
    int rank = shapes.stream().mapToInt(Shape::rank).max().orElse(0);
    int[] extents = new int[rank];
    Arrays.fill(extents, 1);
    for (Shape shape : shapes)
      for (int axis = 0; axis < shape.rank(); axis++) {
        int at = rank - shape.rank() + axis;
        if (shape.extent(axis) != 1 && extents[at] != 1 && extents[at] != shape.extent(axis))
          throw new WeightsException("shapes " + shapes + " cannot be broadcast to one");
        if (shape.extent(axis) != 1) extents[at] = shape.extent(axis);
      }
    return Shape.of(extents);
  }

  /** Repeated to a shape. */
  static Expr to(Expr x, Shape shape) {
    if (x.shape().equals(shape)) return x;
    if (x instanceof Constant(double c, _)) return new Constant(c, shape);
    int missing = shape.rank() - x.shape().rank();
    Shape own = x.shape();
    int[] repeated = IntStream.range(0, shape.rank())
        .filter(axis -> axis < missing || own.extent(axis - missing) == 1 && shape.extent(axis) != 1).toArray();
    return x.reshape(shape.without(repeated)).expand(shape, repeated);
  }

  /** Known cells repeated to a shape. */
  static double[] cells(double[] cells, Shape own, Shape shape) {
    return IntStream.range(0, shape.size()).mapToDouble(i -> cells[cell(i, own, shape)]).toArray();
  }

  /** Known whole numbers repeated to a shape. */
  static long[] cells(long[] cells, Shape own, Shape shape) {
    return own.equals(shape) ? cells : IntStream.range(0, shape.size()).mapToLong(i -> cells[cell(i, own, shape)]).toArray();
  }

  /** Which cell of its own a cell of the larger shape repeats. */
  private static int cell(int of, Shape own, Shape shape) {
    int[] index = shape.index(of);
    int missing = shape.rank() - own.rank();
    return own.cell(IntStream.range(0, own.rank()).map(a -> own.extent(a) == 1 ? 0 : index[a + missing]).toArray());
  }

  /** All repeated to the shape of all together. */
  static List<Expr> all(List<Expr> xs) {
    Shape shape = shape(xs.stream().map(Expr::shape).toList());
    return xs.stream().map(x -> to(x, shape)).toList();
  }
}
