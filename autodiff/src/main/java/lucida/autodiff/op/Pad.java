package lucida.autodiff.op;

import java.util.List;
import lucida.autodiff.Apply;
import lucida.autodiff.Expr;
import lucida.core.Cells;
import lucida.core.Shape;
import lucida.core.ShapeException;
import lucida.core.Tensor;
import lucida.core.kernel.Kernels;

/** Fills a box of a full shape, 0 elsewhere. Adjoint: {@link Crop}. */
public record Pad(Box box) implements Linear {
  @Override
  public Shape shape(List<Shape> in) {
    if (!in.getFirst().equals(box.extents()))
      throw new ShapeException("Pad: the input is " + in.getFirst() + ", wanted is " + box.extents());
    return box.full();
  }

  @Override
  public Tensor map(List<Tensor> x, Kernels kernels) {
    Cells y = x.getFirst().precision().allocate(box.full().size());
    kernels.move(box.in(), x.getFirst().cells(), y);
    return Tensor.of(box.full(), y);
  }

  @Override
  public Linear adjoint(int i) { return new Crop(box); }

  @Override
  public Expr batched(int n, List<Expr> inputs, List<Boolean> marked) { return Apply.of(new Pad(box.batched(n)), inputs); }

  @Override
  public String symbol() { return "pad" + box; }
}
