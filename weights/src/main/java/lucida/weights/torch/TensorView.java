package lucida.weights.torch;

import java.util.ArrayList;
import java.util.List;
import lucida.core.Doubles;
import lucida.core.Floats;
import lucida.core.Shape;
import lucida.core.Storage;
import lucida.weights.Dtype;
import lucida.weights.WeightsException;

/**
 * Which elements of a storage are the cells of a tensor: cell (i₀, i₁, …) is element offset + Σ i·stride. Transposed tensors have
 * their strides exchanged, expanded ones a stride of 0. Checked to lie inside the storage.
 */
record TensorView(Dtype dtype, long offset, List<Integer> extents, List<Long> strides) {
  private static final int HIGHEST_RANK = 64;

  /** The view that a pickle describes, in its storage. */
  static TensorView of(TorchTensor t) {
    int rank = t.extents().items().size();
    if (rank > HIGHEST_RANK || t.strides().items().size() != rank)
      throw new WeightsException("has " + rank + " extents and " + t.strides().items().size()
          + " strides; it takes the same number, at most " + HIGHEST_RANK);
    List<Integer> extents = new ArrayList<>();
    List<Long> strides = new ArrayList<>();
    for (int axis = 0; axis < rank; axis++) {
      extents.add(extent(TorchPickles.integer(t.extents().items().get(axis))));
      strides.add(TorchPickles.integer(t.strides().items().get(axis)));
    }
    TensorView view = new TensorView(t.dtype(), t.offset(), List.copyOf(extents), List.copyOf(strides));
    view.check(t.storage().viewLength() / t.dtype().bytes());
    return view;
  }

  private static int extent(long extent) {
    if (extent < 0 || extent > Integer.MAX_VALUE) throw new WeightsException("has the extent " + extent);
    return (int) extent;
  }

  private void check(long elements) {
    long last = offset;
    boolean inside = offset >= 0 && offset <= elements;
    for (int axis = 0; axis < extents.size() && inside && !isEmpty(); axis++) {
      long steps = extents.get(axis) - 1L;
      inside = steps == 0 || strides.get(axis) >= 0 && strides.get(axis) <= (elements - last) / steps;
      if (inside) last += steps * strides.get(axis);
    }
    if (!inside || !isEmpty() && last >= elements)
      throw new WeightsException(
          "has shape " + extents + ", strides " + strides + " and offset " + offset + ", which leave its storage of "
              + elements + " elements");
  }

  private boolean isEmpty() { return extents.contains(0); }

  /** The number of cells, capped at 2³² to keep the product from overflowing. */
  long count() {
    long count = isEmpty() ? 0 : 1;
    for (int extent : extents) count = Math.min(count * extent, 1L << 32);
    return count;
  }

  /** How many elements lie between the first and the last cell, both included. */
  long span() {
    if (isEmpty()) return 0;
    long span = 1;
    for (int axis = 0; axis < extents.size(); axis++) span += (extents.get(axis) - 1L) * strides.get(axis);
    return span;
  }

  /** Whether the cells lie one after the other, row-major. */
  boolean isDense() {
    long stride = 1;
    for (int axis = extents.size() - 1; axis >= 0; axis--) {
      if (extents.get(axis) != 1 && strides.get(axis) != stride) return false;
      stride *= extents.get(axis);
    }
    return true;
  }

  Shape shape() { return Shape.of(extents.stream().mapToInt(Integer::intValue).toArray()); }

  /** The cells, row-major, out of the elements of the span. */
  Storage gather(Storage span) {
    Storage dense = span.precision().allocate((int) count());
    int[] index = new int[extents.size()];
    int at = 0;
    for (int i = 0; i < dense.length(); i++) {
      copy(span, at, dense, i);
      for (int axis = index.length - 1; axis >= 0; axis--) {
        int stride = strides.get(axis).intValue();
        at += stride;
        if (++index[axis] < extents.get(axis)) break;
        at -= index[axis] * stride;
        index[axis] = 0;
      }
    }
    return dense;
  }

  /** Not through a double, which would quieten a NaN. */
  private static void copy(Storage from, int i, Storage to, int j) {
    switch (from) {
      case Floats(float[] x) when to instanceof Floats(float[] y) -> y[j] = x[i];
      case Doubles(double[] x) when to instanceof Doubles(double[] y) -> y[j] = x[i];
      default -> throw new IllegalArgumentException("cells of two precisions");
    }
  }
}
