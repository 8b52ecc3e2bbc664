package lucida.autodiff.run;

import java.util.List;
import java.util.function.Function;
import lucida.autodiff.op.Bilinear;
import lucida.autodiff.op.Gate;
import lucida.autodiff.op.Linear;
import lucida.autodiff.op.Op;
import lucida.autodiff.op.Pointwise;
import lucida.autodiff.op.Route;
import lucida.autodiff.op.Selection;
import lucida.autodiff.op.StopGradient;
import lucida.core.Storage;
import lucida.core.Tensor;
import lucida.core.kernel.Kernels;

/** Computes single operations on some kernels: the only switch from operations to kernels. */
public record Evaluator(Kernels kernels) {
  /**
   * Fills y = op(x).
   *
   * @param x the inputs; not modified
   * @param y the result, all zeros before where the operation is linear; modified
   * @param route what a route finds in the first input; a caller that asks often may remember it
   */
  public void fill(Op op, List<Tensor> x, Storage y, Function<Route, int[]> route) {
    Storage a = x.getFirst().cells();
    Storage b = x.getLast().cells();
    switch (op) {
      case Linear(var L, boolean transposed) -> L.fill(transposed, x, y, kernels);
      case Bilinear(var form, var open) -> form.fill(open, a, b, y, kernels);
      case Pointwise p -> kernels.map(p.f(), a, y);
      case Selection(Gate gate, _) -> kernels.gate(gate.below(), gate.above(), a, b, y);
      case Selection(StopGradient _, _) -> kernels.multiply(a, b, y);
      case Selection(Route r, boolean transposed) -> {
        if (transposed) kernels.scatterAdd(route.apply(r), b, y);
        else kernels.gather(route.apply(r), b, y);
      }
    }
  }

  /** The cells that a route takes of x. */
  public int[] found(Route route, Tensor x) {
    int[] cells = new int[route.shape(x.shape()).size()];
    route.fill(x, cells, kernels);
    return cells;
  }
}
