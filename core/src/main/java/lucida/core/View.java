package lucida.core;

import java.util.Arrays;

/**
 * Where the cells of one shape lie in a flat array: index i at from + Σ_a i_a · stride_a. Slices, selections and transposes are
 * views; gathering one makes it dense.
 */
record View(Shape shape, int from, int[] strides) {
  static View of(Shape dense) { return new View(dense, 0, dense.strides()); }

  /** Cells from, from + step, … below to, along one axis. */
  View slice(int axis, int start, int end, int step) {
    int extent = shape.extent(axis);
    if (start < 0 || end < start || end > extent)
      throw new IndexOutOfBoundsException(
          "Shape " + shape + ": no slice from " + start + " to " + end + " along axis " + axis + ", only within 0 to " + extent);
    if (step < 1) throw new IllegalArgumentException("Shape " + shape + ": a slice goes in steps of at least 1, not " + step);
    int count = Math.ceilDiv(end - start, step);
    int[] wider = strides.clone();
    wider[axis] *= step;
    return new View(shape.with(axis, count), from + start * strides[axis], wider);
  }

  /** One index along one axis, which is then gone. */
  View select(int axis, int index) {
    int extent = shape.extent(axis);
    if (index < 0 || index >= extent)
      throw new IndexOutOfBoundsException("Shape " + shape + ": no index " + index + " along axis " + axis);
    int[] fewer = new int[strides.length - 1];
    for (int a = 0; a < fewer.length; a++) fewer[a] = strides[a < axis ? a : a + 1];
    return new View(shape.without(axis), from + index * strides[axis], fewer);
  }

  /** Axis a of the result is axis axes[a] of this. */
  View permute(int... axes) {
    shape.marked(axes);
    if (axes.length != shape.rank())
      throw new ShapeException(
          "Shape " + shape + ": a permutation names each of its " + shape.rank() + " axes, not " + Arrays.toString(axes));
    return new View(Shape.of(Arrays.stream(axes).map(shape::extent).toArray()), from,
        Arrays.stream(axes).map(axis -> strides[axis]).toArray());
  }

  /** The cells, row-major. */
  Storage gather(Storage source) {
    Storage dense = source.precision().allocate(shape.size());
    int[] index = new int[shape.rank()];
    for (int i = 0, at = from; i < dense.length(); i++) {
      dense.set(i, source.get(at));
      for (int axis = index.length - 1; axis >= 0; axis--) {
        at += strides[axis];
        if (++index[axis] < shape.extent(axis)) break;
        at -= index[axis] * strides[axis];
        index[axis] = 0;
      }
    }
    return dense;
  }
}
