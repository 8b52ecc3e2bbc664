package lucida.autodiff.op;

import java.util.List;
import lucida.core.Shape;
import lucida.core.ShapeException;
import lucida.core.Storage;
import lucida.core.Tensor;
import lucida.core.kernel.Kernels;

/** Concatenates along an existing axis. Adjoint to part i: cropping it out. */
public record Concatenation(int axis, List<Shape> parts) implements LinearMap {
  /** Checks that the parts agree along all other axes. */
  public Concatenation {
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

  private StridedRegion box(int part) { return StridedRegion.along(full(), axis, start(part), start(part + 1), 1); }

  @Override
  public Shape shape(boolean transposed, List<Shape> in) {
    if (!in.equals(parts)) throw new ShapeException("Concat: the parts are " + in + ", wanted are " + parts);
    return full();
  }

  @Override
  public void fill(boolean transposed, List<Tensor> x, Storage y, Kernels kernels) {
    for (int i = 0; i < parts.size(); i++) kernels.move(box(i).in(), x.get(i).cells(), y);
  }

  @Override
  public Linear adjoint(int i) { return new Linear(new Crop(box(i))); }

  @Override
  public LinearMap withAxis(int n) { return new Concatenation(axis + 1, parts.stream().map(part -> part.insert(0, n)).toList()); }

  @Override
  public String symbol(boolean transposed) { return "concat"; }
}
