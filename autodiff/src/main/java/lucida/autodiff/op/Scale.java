package lucida.autodiff.op;

import java.util.List;
import lucida.core.Shape;
import lucida.core.Storage;
import lucida.core.Tensor;
import lucida.core.kernel.Kernels;

/** y = a x. Its own adjoint. */
public record Scale(double a) implements LinearMap {
  @Override
  public Shape shape(boolean transposed, List<Shape> in) { return in.getFirst(); }

  @Override
  public void fill(boolean transposed, List<Tensor> x, Storage y, Kernels kernels) { kernels.scale(a, x.getFirst().cells(), y); }

  @Override
  public Linear adjoint(int i) { return new Linear(this); }

  @Override
  public LinearMap withAxis(int n) { return this; }

  @Override
  public String symbol(boolean transposed) { return "scale"; }
}
