package lucida.autodiff.op;

import java.util.List;
import lucida.autodiff.Apply;
import lucida.autodiff.Expr;
import lucida.core.Cells;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.core.kernel.Kernels;

/** y = a x. Its own adjoint. */
public record Scale(double a) implements Linear {
  @Override
  public Shape shape(List<Shape> in) { return in.getFirst(); }

  @Override
  public Tensor map(List<Tensor> x, Kernels kernels) {
    Tensor only = x.getFirst();
    Cells y = only.precision().allocate(only.size());
    kernels.scale(a, only.cells(), y);
    return Tensor.of(only.shape(), y);
  }

  @Override
  public Linear adjoint(int i) { return this; }

  @Override
  public Expr batched(int n, List<Expr> inputs, List<Boolean> marked) { return Apply.of(this, inputs); }
}
