package lucida.autodiff.op;

import java.util.List;
import lucida.core.Shape;
import lucida.core.ShapeException;
import lucida.core.Storage;
import lucida.core.Tensor;
import lucida.core.kernel.Kernels;
import lucida.core.kernel.Taps;

/**
 * A sparse linear map along the rows and one along the columns of the last two axes: average pooling, adaptive pooling, resizing,
 * blurring. Adjoint: both maps transposed.
 */
public record Resample(Taps rows, Taps columns) implements LinearMap {
  @Override
  public Shape shape(boolean transposed, List<Shape> in) {
    Shape x = in.getFirst();
    int rank = x.rank();
    int height = transposed ? rows.results() : rows.extent();
    int width = transposed ? columns.results() : columns.extent();
    if (rank < 2 || x.extent(rank - 2) != height || x.extent(rank - 1) != width)
      throw new ShapeException((transposed ? "Resampleᵀ" : "Resample") + ": the input is " + x
          + ", its last two axes should be [" + height + ", " + width + "]");
    return x.with(rank - 2, transposed ? rows.extent() : rows.results())
        .with(rank - 1, transposed ? columns.extent() : columns.results());
  }

  @Override
  public void fill(boolean transposed, List<Tensor> x, Storage y, Kernels kernels) {
    int planes = planes(x.getFirst().shape());
    if (transposed) kernels.resampleAdjoint(planes, rows, columns, x.getFirst().cells(), y);
    else kernels.resample(planes, rows, columns, x.getFirst().cells(), y);
  }

  private static int planes(Shape shape) {
    int planes = 1;
    for (int axis = 0; axis < shape.rank() - 2; axis++) planes *= shape.extent(axis);
    return planes;
  }

  @Override
  public LinearMap withAxis(int n) { return this; }

  @Override
  public String symbol(boolean transposed) { return transposed ? "resampleᵀ" : "resample"; }
}
