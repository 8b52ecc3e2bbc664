package lucida.autodiff.op;

import java.util.List;
import lucida.core.Shape;
import lucida.core.ShapeException;
import lucida.core.Storage;
import lucida.core.Tensor;
import lucida.core.kernel.Kernels;

/** y = a + b. Adjoint: the identity. */
public record Addition() implements LinearMap {
  @Override
  public Shape shape(boolean transposed, List<Shape> in) {
    if (!in.getFirst().equals(in.getLast()))
      throw new ShapeException("Add: " + in.getFirst() + " and " + in.getLast() + " are not the same shape");
    return in.getFirst();
  }

  @Override
  public void fill(boolean transposed, List<Tensor> x, Storage y, Kernels kernels) {
    kernels.add(x.getFirst().cells(), x.getLast().cells(), y);
  }

  @Override
  public Linear adjoint(int i) { return new Linear(new Scale(1)); }

  @Override
  public LinearMap withAxis(int n) { return this; }

  @Override
  public String symbol(boolean transposed) { return "add"; }
}
