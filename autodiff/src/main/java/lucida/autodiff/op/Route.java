package lucida.autodiff.op;

import lucida.core.Tensor;
import lucida.core.kernel.Kernels;

/** L(x) v takes for each result one cell of v; which one is found in x once, and serves v and every derivative. */
public sealed interface Route extends Choice permits WindowArgMax, ArgMax {
  /**
   * Finds for each cell of the result the cell of x that is taken, −1 for none.
   *
   * @param x the selector; not modified
   * @param route one number for each cell of the result; modified
   */
  void fill(Tensor x, int[] route, Kernels kernels);
}
