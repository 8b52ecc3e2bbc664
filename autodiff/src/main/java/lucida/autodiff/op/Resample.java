package lucida.autodiff.op;

import java.util.List;
import lucida.autodiff.Apply;
import lucida.autodiff.Expr;
import lucida.core.Cells;
import lucida.core.Shape;
import lucida.core.ShapeException;
import lucida.core.Tensor;
import lucida.core.kernel.Kernels;
import lucida.core.kernel.Taps;

/**
 * A sparse linear map along the rows and one along the columns of the last two axes: average pooling, adaptive pooling, resizing,
 * blurring. Adjoint: {@link ResampleAdjoint}.
 */
public record Resample(Taps rows, Taps columns) implements Linear {
  @Override
  public Shape shape(List<Shape> in) {
    Shape x = in.getFirst();
    int rank = x.rank();
    if (rank < 2 || x.extent(rank - 2) != rows.extent() || x.extent(rank - 1) != columns.extent())
      throw new ShapeException(
          "Resample: the input is " + x + ", its last two axes should be [" + rows.extent() + ", " + columns.extent() + "]");
    return x.with(rank - 2, rows.results()).with(rank - 1, columns.results());
  }

  @Override
  public Tensor map(List<Tensor> x, Kernels kernels) {
    Tensor from = x.getFirst();
    Shape to = shape(List.of(from.shape()));
    Cells y = from.precision().allocate(to.size());
    kernels.resample(planes(to), rows, columns, from.cells(), y);
    return Tensor.of(to, y);
  }

  /** How many pictures of the last two axes there are. */
  static int planes(Shape shape) {
    int planes = 1;
    for (int axis = 0; axis < shape.rank() - 2; axis++) planes *= shape.extent(axis);
    return planes;
  }

  @Override
  public Linear adjoint(int i) { return new ResampleAdjoint(this); }

  @Override
  public Expr batched(int n, List<Expr> inputs, List<Boolean> marked) { return Apply.of(this, inputs); }
}
