package lucida.autodiff.op;

import java.util.List;
import lucida.autodiff.Apply;
import lucida.autodiff.Expr;
import lucida.core.Cells;
import lucida.core.Shape;
import lucida.core.ShapeException;
import lucida.core.Tensor;
import lucida.core.kernel.Kernels;

/** Slices of a full shape by their index along one axis, in any order, any number of times. Adjoint: {@link Scatter}. */
public record Gather(Shape full, int axis, List<Integer> index) implements Linear {
  /** Checks once. */
  public Gather {
    index = List.copyOf(index);
    for (int i : index)
      if (i < 0 || i >= full.extent(axis))
        throw new ShapeException("Gather: no index " + i + " along axis " + axis + " of " + full);
  }

  /** What is gathered. */
  public Shape gathered() { return full.with(axis, index.size()); }

  /** For each cell gathered the cell it comes from. */
  int[] route() {
    int inner = full.strides()[axis];
    int extent = full.extent(axis);
    int[] route = new int[gathered().size()];
    for (int cell = 0; cell < route.length; cell++) {
      int slice = cell / inner;
      route[cell] = (slice / index.size() * extent + index.get(slice % index.size())) * inner + cell % inner;
    }
    return route;
  }

  @Override
  public Shape shape(List<Shape> in) {
    if (!in.getFirst().equals(full)) throw new ShapeException("Gather: the input is " + in.getFirst() + ", wanted is " + full);
    return gathered();
  }

  @Override
  public Tensor map(List<Tensor> x, Kernels kernels) {
    Cells y = x.getFirst().precision().allocate(gathered().size());
    kernels.pick(route(), x.getFirst().cells(), y);
    return Tensor.of(gathered(), y);
  }

  @Override
  public Linear adjoint(int i) { return new Scatter(this); }

  @Override
  public Expr batched(int n, List<Expr> inputs, List<Boolean> marked) {
    return Apply.of(new Gather(full.insert(0, n), axis + 1, index), inputs);
  }
}
