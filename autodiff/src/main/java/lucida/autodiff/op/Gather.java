package lucida.autodiff.op;

import java.util.List;
import lucida.core.Shape;
import lucida.core.ShapeException;
import lucida.core.Storage;
import lucida.core.Tensor;
import lucida.core.kernel.Kernels;

/**
 * Takes slices of a full shape by their index along one axis, in any order, any number of times. Adjoint: scattering, which adds slices
 * to where they were taken from.
 */
public record Gather(Shape full, int axis, List<Integer> index) implements LinearMap {
  /** Checks that every index lies on the axis. */
  public Gather {
    index = List.copyOf(index);
    for (int i : index)
      if (i < 0 || i >= full.extent(axis))
        throw new ShapeException("Gather: no index " + i + " along axis " + axis + " of " + full);
  }

  /** The shape of the slices together. */
  public Shape gathered() { return full.with(axis, index.size()); }

  /** For each cell gathered the cell it comes from. */
  private int[] route() {
    int inner = full.strides()[axis];
    int extent = full.extent(axis);
    int[] route = new int[gathered().size()];
    for (int slice = 0; slice * inner < route.length; slice++) {
      int from = (slice / index.size() * extent + index.get(slice % index.size())) * inner;
      for (int i = 0; i < inner; i++) route[slice * inner + i] = from + i;
    }
    return route;
  }

  @Override
  public Shape shape(boolean transposed, List<Shape> in) {
    Shape wanted = transposed ? gathered() : full;
    if (!in.getFirst().equals(wanted))
      throw new ShapeException((transposed ? "Scatter" : "Gather") + ": the input is " + in.getFirst() + ", wanted is " + wanted);
    return transposed ? full : gathered();
  }

  @Override
  public void fill(boolean transposed, List<Tensor> x, Storage y, Kernels kernels) {
    if (transposed) kernels.scatterAdd(route(), x.getFirst().cells(), y);
    else kernels.gather(route(), x.getFirst().cells(), y);
  }

  @Override
  public LinearMap withAxis(int n) { return new Gather(full.insert(0, n), axis + 1, index); }

  @Override
  public String symbol(boolean transposed) { return transposed ? "scatter" : "gather"; }
}
