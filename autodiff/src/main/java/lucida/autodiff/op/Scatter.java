package lucida.autodiff.op;

import java.util.List;
import lucida.autodiff.Apply;
import lucida.autodiff.Expr;
import lucida.core.Cells;
import lucida.core.Shape;
import lucida.core.ShapeException;
import lucida.core.Tensor;
import lucida.core.kernel.Kernels;

/** Adds slices to where {@link Gather} takes them from. Adjoint: that gather. */
public record Scatter(Gather gather) implements Linear {
  @Override
  public Shape shape(List<Shape> in) {
    if (!in.getFirst().equals(gather.gathered()))
      throw new ShapeException("Scatter: the input is " + in.getFirst() + ", wanted is " + gather.gathered());
    return gather.full();
  }

  @Override
  public Tensor map(List<Tensor> x, Kernels kernels) {
    Cells y = x.getFirst().precision().allocate(gather.full().size());
    kernels.place(gather.route(), x.getFirst().cells(), y);
    return Tensor.of(gather.full(), y);
  }

  @Override
  public Linear adjoint(int i) { return gather; }

  @Override
  public Expr batched(int n, List<Expr> inputs, List<Boolean> marked) {
    return Apply.of(new Scatter(new Gather(gather.full().insert(0, n), gather.axis() + 1, gather.index())), inputs);
  }
}
