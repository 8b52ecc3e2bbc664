package lucida.autodiff.op;

import java.util.List;
import lucida.core.Shape;
import lucida.core.ShapeException;
import lucida.core.Tensor;
import lucida.core.kernel.Kernels;
import lucida.core.kernel.Reduction;

/** The largest cell along some axes of a shape; the first of equals, a NaN before all. */
public record ArgMax(Shape full, List<Integer> axes) implements Route {
  /** Checks that there is something to choose from. */
  public ArgMax {
    axes = List.copyOf(axes);
    Shape kept = full.without(Axes.array(axes));
    if (full.size() == 0 && kept.size() > 0)
      throw new ShapeException("ArgMax: nothing to choose from along the axes " + axes + " of " + full);
  }

  @Override
  public Shape shape(Shape x) {
    if (!x.equals(full)) throw new ShapeException("ArgMax: the input is " + x + ", wanted is " + full);
    return full.without(Axes.array(axes));
  }

  @Override
  public void fill(Tensor x, int[] route, Kernels kernels) {
    kernels.argMax(Reduction.of(full, Axes.array(axes)), x.cells(), route);
  }

  @Override
  public Choice withAxis(int n) { return new ArgMax(full.insert(0, n), Axes.shifted(axes)); }

  @Override
  public String symbol() { return "max" + axes; }
}
