package lucida.autodiff.op;

import lucida.core.Shape;
import lucida.core.ShapeException;
import lucida.core.Tensor;
import lucida.core.kernel.Kernels;
import lucida.core.kernel.Pool;
import lucida.core.kernel.Sweep;

/** The largest cell of each window over the last two axes; the first of equals, a NaN before all. */
public record WindowArgMax(Sweep rows, Sweep columns) implements Route {
  @Override
  public Shape shape(Shape x) {
    int rank = x.rank();
    if (rank < 2 || x.extent(rank - 2) != rows.extent() || x.extent(rank - 1) != columns.extent())
      throw new ShapeException(
          "MaxPool: the input is " + x + ", the window moves over [" + rows.extent() + ", " + columns.extent() + "]");
    return x.with(rank - 2, rows.places()).with(rank - 1, columns.places());
  }

  @Override
  public void fill(Tensor x, int[] route, Kernels kernels) {
    int planes = route.length / Math.max(1, rows.places() * columns.places());
    kernels.argMax(new Pool(planes, 1, rows, columns), x.cells(), route);
  }

  @Override
  public Choice withAxis(int n) { return this; }

  @Override
  public String symbol() { return "maxpool"; }
}
