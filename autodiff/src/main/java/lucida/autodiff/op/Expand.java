package lucida.autodiff.op;

import java.util.List;
import lucida.autodiff.Apply;
import lucida.autodiff.Expr;
import lucida.core.Cells;
import lucida.core.Shape;
import lucida.core.ShapeException;
import lucida.core.Tensor;
import lucida.core.kernel.Kernels;
import lucida.core.kernel.Reduction;

/** Repeats along the axes that a full shape has more. Adjoint: {@link Sum}. */
public record Expand(Shape full, List<Integer> axes) implements Linear {
  /** Checks once. */
  public Expand {
    axes = axes.stream().sorted().toList();
    full.marked(Axes.array(axes));
  }

  /** What is repeated. */
  public Shape kept() { return full.without(Axes.array(axes)); }

  @Override
  public Shape shape(List<Shape> in) {
    if (!in.getFirst().equals(kept()))
      throw new ShapeException(
          "Expand to " + full + " along the axes " + axes + ": the input is " + in.getFirst() + ", wanted is " + kept());
    return full;
  }

  @Override
  public Tensor map(List<Tensor> x, Kernels kernels) {
    Cells y = x.getFirst().precision().allocate(full.size());
    kernels.expand(Reduction.of(full, Axes.array(axes)), x.getFirst().cells(), y);
    return Tensor.of(full, y);
  }

  @Override
  public Linear adjoint(int i) { return new Sum(full, axes); }

  @Override
  public Expr batched(int n, List<Expr> inputs, List<Boolean> marked) {
    return Apply.of(new Expand(full.insert(0, n), Axes.shifted(axes)), inputs);
  }
}
