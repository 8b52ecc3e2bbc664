package lucida.autodiff.op;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import lucida.autodiff.Apply;
import lucida.autodiff.Expr;
import lucida.core.Cells;
import lucida.core.Shape;
import lucida.core.ShapeException;
import lucida.core.Tensor;
import lucida.core.kernel.Kernels;
import lucida.core.kernel.Strided;

/** Axis a of the result is axis order[a] of the input. Adjoint: the inverse order. */
public record Permute(List<Integer> order) implements Linear {
  /** Checks once. */
  public Permute {
    order = List.copyOf(order);
    if (!order.stream().sorted().toList().equals(IntStream.range(0, order.size()).boxed().toList()))
      throw new ShapeException("Permute: " + order + " does not name each axis once");
  }

  @Override
  public Shape shape(List<Shape> in) {
    Shape x = in.getFirst();
    if (x.rank() != order.size())
      throw new ShapeException(
          "Permute: the input " + x + " has " + x.rank() + " axes, the order " + order + " names " + order.size());
    return Shape.of(order.stream().mapToInt(x::extent).toArray());
  }

  @Override
  public Tensor map(List<Tensor> x, Kernels kernels) {
    Tensor from = x.getFirst();
    Shape to = shape(List.of(from.shape()));
    int[] strides = from.shape().strides();
    Cells y = from.precision().allocate(to.size());
    kernels.move(new Strided(to.extents(), 0, order.stream().mapToInt(axis -> strides[axis]).toArray(), 0, to.strides()),
        from.cells(), y);
    return Tensor.of(to, y);
  }

  @Override
  public Linear adjoint(int i) { return new Permute(IntStream.range(0, order.size()).map(order::indexOf).boxed().toList()); }

  @Override
  public Expr batched(int n, List<Expr> inputs, List<Boolean> marked) {
    List<Integer> more = new ArrayList<>(List.of(0));
    more.addAll(Axes.shifted(order));
    return Apply.of(new Permute(more), inputs);
  }

  @Override
  public String symbol() { return "permute" + order; }
}
