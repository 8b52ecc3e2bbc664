package lucida.autodiff.op;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import lucida.core.Shape;
import lucida.core.ShapeException;
import lucida.core.Storage;
import lucida.core.Tensor;
import lucida.core.kernel.Kernels;
import lucida.core.kernel.Strided;

/** Axis a of the result is axis order[a] of the input. Adjoint: the inverse order. */
public record Permute(List<Integer> order) implements LinearMap {
  /** Checks that the order names each axis once. */
  public Permute {
    order = List.copyOf(order);
    if (!order.stream().sorted().toList().equals(IntStream.range(0, order.size()).boxed().toList()))
      throw new ShapeException("Permute: " + order + " does not name each axis once");
  }

  @Override
  public Shape shape(boolean transposed, List<Shape> in) {
    Shape x = in.getFirst();
    if (x.rank() != order.size())
      throw new ShapeException(
          "Permute: the input " + x + " has " + x.rank() + " axes, the order " + order + " names " + order.size());
    return Shape.of(order.stream().mapToInt(x::extent).toArray());
  }

  @Override
  public void fill(boolean transposed, List<Tensor> x, Storage y, Kernels kernels) {
    Shape from = x.getFirst().shape();
    Shape to = shape(transposed, List.of(from));
    int[] strides = from.strides();
    int[] permuted = order.stream().mapToInt(axis -> strides[axis]).toArray();
    kernels.move(new Strided(to.extents(), 0, permuted, 0, to.strides()), x.getFirst().cells(), y);
  }

  @Override
  public Linear adjoint(int i) {
    return new Linear(new Permute(IntStream.range(0, order.size()).map(order::indexOf).boxed().toList()));
  }

  @Override
  public LinearMap withAxis(int n) {
    List<Integer> more = new ArrayList<>(List.of(0));
    more.addAll(Axes.shifted(order));
    return new Permute(more);
  }

  @Override
  public String symbol(boolean transposed) { return "permute" + order; }
}
