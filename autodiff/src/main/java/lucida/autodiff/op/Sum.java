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

/** Axes of a full shape are summed away. Adjoint: {@link Expand}. */
public record Sum(Shape full, List<Integer> axes) implements Linear {
  /** Checks once. */
  public Sum {
    axes = axes.stream().sorted().toList();
    full.marked(Axes.array(axes));
  }

  /** What stays. */
  public Shape kept() { return full.without(Axes.array(axes)); }

  @Override
  public Shape shape(List<Shape> in) {
    if (!in.getFirst().equals(full)) throw new ShapeException("Sum: the input is " + in.getFirst() + ", wanted is " + full);
    return kept();
  }

  @Override
  public Tensor map(List<Tensor> x, Kernels kernels) {
    Cells y = x.getFirst().precision().allocate(kept().size());
    kernels.sum(Reduction.of(full, Axes.array(axes)), x.getFirst().cells(), y);
    return Tensor.of(kept(), y);
  }

  @Override
  public Linear adjoint(int i) { return new Expand(full, axes); }

  @Override
  public Expr batched(int n, List<Expr> inputs, List<Boolean> marked) {
    return Apply.of(new Sum(full.insert(0, n), Axes.shifted(axes)), inputs);
  }

  @Override
  public String symbol() { return "Σ" + (axes.size() == full.rank() ? "" : axes); }
}
