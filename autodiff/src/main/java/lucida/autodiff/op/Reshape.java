package lucida.autodiff.op;

import java.util.List;
import lucida.core.Shape;
import lucida.core.ShapeException;
import lucida.core.Storage;
import lucida.core.Tensor;
import lucida.core.kernel.Kernels;
import lucida.core.kernel.Strided;

/** The same cells in another shape: an executor may share them instead of copying. Adjoint: the way back. */
public record Reshape(Shape from, Shape to) implements LinearMap {
  /** Checks that both shapes have as many cells. */
  public Reshape {
    if (from.size() != to.size())
      throw new ShapeException("Reshape: " + from + " has " + from.size() + " cells, " + to + " has " + to.size());
  }

  @Override
  public Shape shape(boolean transposed, List<Shape> in) {
    if (!in.getFirst().equals(from)) throw new ShapeException("Reshape: the input is " + in.getFirst() + ", wanted is " + from);
    return to;
  }

  @Override
  public void fill(boolean transposed, List<Tensor> x, Storage y, Kernels kernels) {
    kernels.move(new Strided(new int[]{from.size()}, 0, new int[]{1}, 0, new int[]{1}), x.getFirst().cells(), y);
  }

  @Override
  public Linear adjoint(int i) { return new Linear(new Reshape(to, from)); }

  @Override
  public LinearMap withAxis(int n) { return new Reshape(from.insert(0, n), to.insert(0, n)); }

  @Override
  public String symbol(boolean transposed) { return "reshape"; }
}
