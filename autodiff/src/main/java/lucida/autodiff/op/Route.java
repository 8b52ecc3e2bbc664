package lucida.autodiff.op;

import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.core.kernel.Kernels;

/** L(x) v picks for each result one cell of v; which one is found in x once, and serves v and every derivative. */
public sealed interface Route extends Choice permits MaxPool, Largest {
  /** For each cell of the result the cell of x that is picked, −1 for none. */
  int[] route(Tensor x, Kernels kernels);

  @Override
  Shape shape(Shape x);
}
