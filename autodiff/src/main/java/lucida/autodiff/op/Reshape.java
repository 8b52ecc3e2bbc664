package lucida.autodiff.op;

import java.util.List;
import lucida.autodiff.Apply;
import lucida.autodiff.Expr;
import lucida.core.Shape;
import lucida.core.ShapeException;
import lucida.core.Tensor;
import lucida.core.kernel.Kernels;

/** The same cells in another shape; nothing is copied. Adjoint: the way back. */
public record Reshape(Shape from, Shape to) implements Linear {
  /** Checks once. */
  public Reshape {
    if (from.size() != to.size())
      throw new ShapeException("Reshape: " + from + " has " + from.size() + " cells, " + to + " has " + to.size());
  }

  @Override
  public Shape shape(List<Shape> in) {
    if (!in.getFirst().equals(from)) throw new ShapeException("Reshape: the input is " + in.getFirst() + ", wanted is " + from);
    return to;
  }

  @Override
  public Tensor map(List<Tensor> x, Kernels kernels) { return x.getFirst().reshape(to); }

  @Override
  public Linear adjoint(int i) { return new Reshape(to, from); }

  @Override
  public Expr batched(int n, List<Expr> inputs, List<Boolean> marked) {
    return Apply.of(new Reshape(from.insert(0, n), to.insert(0, n)), inputs);
  }
}
