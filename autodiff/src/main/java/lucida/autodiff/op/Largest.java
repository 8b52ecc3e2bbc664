package lucida.autodiff.op;

import java.util.List;
import lucida.core.Shape;
import lucida.core.ShapeException;
import lucida.core.Tensor;
import lucida.core.kernel.Kernels;
import lucida.core.kernel.Reduction;

/** The largest cell along some axes of a shape; the first of equals, a NaN before all. */
public record Largest(Shape full, List<Integer> axes) implements Route {
  /** Checks once. */
  public Largest {
    axes = List.copyOf(axes);
    Shape kept = full.without(Axes.array(axes));
    if (full.size() == 0 && kept.size() > 0)
      throw new ShapeException("Largest: nothing to choose from along the axes " + axes + " of " + full);
  }

  @Override
  public Shape shape(Shape x) {
    if (!x.equals(full)) throw new ShapeException("Largest: the input is " + x + ", wanted is " + full);
    return full.without(Axes.array(axes));
  }

  @Override
  public int[] route(Tensor x, Kernels kernels) {
    Reduction reduction = Reduction.of(full, Axes.array(axes));
    int[] choice = new int[reduction.keptSize()];
    kernels.largest(reduction, x.cells(), choice);
    return choice;
  }

  @Override
  public Choice batched(int n) { return new Largest(full.insert(0, n), Axes.shifted(axes)); }

  @Override
  public String symbol() { return "max" + axes; }
}
