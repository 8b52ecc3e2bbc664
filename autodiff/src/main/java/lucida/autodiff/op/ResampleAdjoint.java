package lucida.autodiff.op;

import java.util.List;
import lucida.autodiff.Apply;
import lucida.autodiff.Expr;
import lucida.core.Cells;
import lucida.core.Shape;
import lucida.core.ShapeException;
import lucida.core.Tensor;
import lucida.core.kernel.Kernels;

/** The adjoint of a {@link Resample}. */
public record ResampleAdjoint(Resample forward) implements Linear {
  @Override
  public Shape shape(List<Shape> in) {
    Shape y = in.getFirst();
    int rank = y.rank();
    int rows = forward.rows().results();
    int columns = forward.columns().results();
    if (rank < 2 || y.extent(rank - 2) != rows || y.extent(rank - 1) != columns)
      throw new ShapeException(
          "ResampleAdjoint: the input is " + y + ", its last two axes should be [" + rows + ", " + columns + "]");
    return y.with(rank - 2, forward.rows().extent()).with(rank - 1, forward.columns().extent());
  }

  @Override
  public Tensor map(List<Tensor> x, Kernels kernels) {
    Tensor from = x.getFirst();
    Shape to = shape(List.of(from.shape()));
    Cells y = from.precision().allocate(to.size());
    kernels.resampleAdjoint(Resample.planes(to), forward.rows(), forward.columns(), from.cells(), y);
    return Tensor.of(to, y);
  }

  @Override
  public Linear adjoint(int i) { return forward; }

  @Override
  public Expr batched(int n, List<Expr> inputs, List<Boolean> marked) { return Apply.of(this, inputs); }

  @Override
  public String symbol() { return "resampleᵀ"; }
}
