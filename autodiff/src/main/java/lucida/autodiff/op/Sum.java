package lucida.autodiff.op;

import java.util.List;
import lucida.core.Shape;
import lucida.core.ShapeException;
import lucida.core.Storage;
import lucida.core.Tensor;
import lucida.core.kernel.Kernels;
import lucida.core.kernel.Reduction;

/** Sums axes of a full shape away. Adjoint: expanding, which repeats along them. */
public record Sum(Shape full, List<Integer> axes) implements LinearMap {
  /** Sorts the axes and checks that the shape has them. */
  public Sum {
    axes = axes.stream().sorted().toList();
    full.marked(Axes.array(axes));
  }

  /** The shape with the axes summed away. */
  public Shape kept() { return full.without(Axes.array(axes)); }

  @Override
  public Shape shape(boolean transposed, List<Shape> in) {
    Shape x = in.getFirst();
    if (transposed && !x.equals(kept()))
      throw new ShapeException("Expand to " + full + " along the axes " + axes + ": the input is " + x + ", wanted is " + kept());
    if (!transposed && !x.equals(full)) throw new ShapeException("Sum: the input is " + x + ", wanted is " + full);
    return transposed ? full : kept();
  }

  @Override
  public void fill(boolean transposed, List<Tensor> x, Storage y, Kernels kernels) {
    Reduction reduction = Reduction.of(full, Axes.array(axes));
    if (transposed) kernels.expand(reduction, x.getFirst().cells(), y);
    else kernels.sum(reduction, x.getFirst().cells(), y);
  }

  @Override
  public LinearMap withAxis(int n) { return new Sum(full.insert(0, n), Axes.shifted(axes)); }

  @Override
  public String symbol(boolean transposed) { return transposed ? "expand" : "Σ" + (axes.size() == full.rank() ? "" : axes); }
}
