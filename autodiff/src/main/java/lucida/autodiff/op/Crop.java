package lucida.autodiff.op;

import java.util.List;
import lucida.autodiff.Apply;
import lucida.autodiff.Expr;
import lucida.core.Cells;
import lucida.core.Shape;
import lucida.core.ShapeException;
import lucida.core.Tensor;
import lucida.core.kernel.Kernels;

/** The cells of a box. Adjoint: {@link Pad}. */
public record Crop(Box box) implements Linear {
  @Override
  public Shape shape(List<Shape> in) {
    if (!in.getFirst().equals(box.full()))
      throw new ShapeException("Crop: the input is " + in.getFirst() + ", wanted is " + box.full());
    return box.extents();
  }

  @Override
  public Tensor map(List<Tensor> x, Kernels kernels) {
    Cells y = x.getFirst().precision().allocate(box.extents().size());
    kernels.move(box.out(), x.getFirst().cells(), y);
    return Tensor.of(box.extents(), y);
  }

  @Override
  public Linear adjoint(int i) { return new Pad(box); }

  @Override
  public Expr batched(int n, List<Expr> inputs, List<Boolean> marked) { return Apply.of(new Crop(box.batched(n)), inputs); }

  @Override
  public String symbol() { return "crop" + box; }
}
