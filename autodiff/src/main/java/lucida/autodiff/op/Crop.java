package lucida.autodiff.op;

import java.util.List;
import lucida.core.Shape;
import lucida.core.ShapeException;
import lucida.core.Storage;
import lucida.core.Tensor;
import lucida.core.kernel.Kernels;

/** Takes the cells of a box out of a full shape. Adjoint: padding, which puts them there, 0 elsewhere. */
public record Crop(StridedRegion box) implements LinearMap {
  @Override
  public Shape shape(boolean transposed, List<Shape> in) {
    Shape wanted = transposed ? box.extents() : box.full();
    if (!in.getFirst().equals(wanted))
      throw new ShapeException((transposed ? "Pad" : "Crop") + ": the input is " + in.getFirst() + ", wanted is " + wanted);
    return transposed ? box.full() : box.extents();
  }

  @Override
  public void fill(boolean transposed, List<Tensor> x, Storage y, Kernels kernels) {
    kernels.move(transposed ? box.in() : box.out(), x.getFirst().cells(), y);
  }

  @Override
  public LinearMap withAxis(int n) { return new Crop(box.withAxis(n)); }

  @Override
  public String symbol(boolean transposed) { return (transposed ? "pad" : "crop") + box; }
}
