package lucida.autodiff.op;

import java.util.List;
import java.util.stream.IntStream;
import lucida.autodiff.Apply;
import lucida.autodiff.Batch;
import lucida.autodiff.Expr;
import lucida.core.Cells;
import lucida.core.Shape;
import lucida.core.ShapeException;
import lucida.core.Tensor;
import lucida.core.kernel.Kernels;

/** Parts one after the other along an axis. Adjoint to part i: the {@link Crop} that takes it out. */
public record Concat(int axis, List<Shape> parts) implements Linear {
  /** Checks once. */
  public Concat {
    parts = List.copyOf(parts);
    if (parts.isEmpty()) throw new ShapeException("Concat: there are no parts");
    Shape rest = parts.getFirst().without(axis);
    for (Shape part : parts)
      if (part.rank() != rest.rank() + 1 || !part.without(axis).equals(rest))
        throw new ShapeException("Concat: " + parts.getFirst() + " and " + part + " differ elsewhere than along axis " + axis);
  }

  /** All parts together. */
  public Shape full() { return parts.getFirst().with(axis, start(parts.size())); }

  private int start(int part) { return parts.stream().limit(part).mapToInt(p -> p.extent(axis)).reduce(0, Math::addExact); }

  private Box box(int part) { return Box.along(full(), axis, start(part), start(part + 1), 1); }

  @Override
  public Shape shape(List<Shape> in) {
    if (!in.equals(parts)) throw new ShapeException("Concat: the parts are " + in + ", wanted are " + parts);
    return full();
  }

  @Override
  public Tensor map(List<Tensor> x, Kernels kernels) {
    Cells y = x.getFirst().precision().allocate(full().size());
    for (int i = 0; i < parts.size(); i++) kernels.move(box(i).in(), x.get(i).cells(), y);
    return Tensor.of(full(), y);
  }

  @Override
  public Linear adjoint(int i) { return new Crop(box(i)); }

  @Override
  public Expr batched(int n, List<Expr> inputs, List<Boolean> marked) {
    return Apply.of(new Concat(axis + 1, parts.stream().map(part -> part.insert(0, n)).toList()),
        IntStream.range(0, parts.size()).mapToObj(i -> Batch.lift(n, inputs.get(i), marked.get(i))).toList());
  }
}
