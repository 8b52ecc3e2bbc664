package lucida.core;

import java.util.List;

/** Concatenates tensors along an axis. */
record Join(int axis, List<Tensor> parts) {
  Join {
    if (parts.isEmpty()) throw new ShapeException("nothing to join: there is no tensor");
    for (Tensor part : parts) check(axis, parts.getFirst(), part);
  }

  private static void check(int axis, Tensor first, Tensor part) {
    if (first.shape().rank() != part.shape().rank()
        || !first.shape().without(axis).equals(part.shape().without(axis)))
      throw new ShapeException(
          "shapes " + first.shape() + " and " + part.shape() + " cannot be joined along axis " + axis + ": they differ elsewhere");
    if (first.precision() != part.precision())
      throw new IllegalArgumentException("tensors of " + first.precision() + " and " + part.precision() + " cannot be joined");
  }

  Tensor concat() {
    Tensor first = parts.getFirst();
    long extent = parts.stream().mapToLong(part -> part.shape().extent(axis)).sum();
    if (extent > Integer.MAX_VALUE)
      throw new ShapeException(
          "joined along axis " + axis + " these tensors have extent " + extent + ", more than " + Integer.MAX_VALUE);
    Shape joined = first.shape().with(axis, (int) extent);
    Storage cells = first.precision().allocate(joined.size());
    int outer = 1;
    for (int a = 0; a < axis; a++) outer *= joined.extent(a);
    int to = 0;
    for (int block = 0; block < outer; block++)
      for (Tensor part : parts) {
        int count = part.size() / outer;
        System.arraycopy(part.cells().array(), block * count, cells.array(), to, count);
        to += count;
      }
    return Tensor.of(joined, cells);
  }
}
