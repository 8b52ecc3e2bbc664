package lucida.autodiff.op;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lucida.core.Shape;
import lucida.core.ShapeException;
import lucida.core.kernel.Strided;

/** Every step-th cell of a full shape along each axis, from a first cell on: what {@link Crop} keeps. */
public record StridedRegion(Shape full, List<Integer> from, List<Integer> steps, Shape extents) {
  /** Checks that the cells lie in the full shape. */
  public StridedRegion {
    from = List.copyOf(from);
    steps = List.copyOf(steps);
    if (from.size() != full.rank() || steps.size() != full.rank() || extents.rank() != full.rank())
      throw new ShapeException(
          "Slice: starts " + from + ", steps " + steps + " and extents " + extents + " are not of the rank of " + full);
    for (int axis = 0; axis < full.rank(); axis++) {
      int first = from.get(axis);
      long last = first + (extents.extent(axis) - 1L) * steps.get(axis);
      if (first < 0 || steps.get(axis) < 1 || extents.extent(axis) > 0 && last >= full.extent(axis) || first > full.extent(axis))
        throw new ShapeException("Slice: cells " + first + " to " + last + " in steps of " + steps.get(axis)
            + " do not lie along axis " + axis + " of " + full);
    }
  }

  /** Cells from … to − 1 along one axis, everything along the others. */
  public static StridedRegion along(Shape full, int axis, int from, int to, int step) {
    if (to < from)
      throw new ShapeException("Slice: cells " + from + " to " + to + " along axis " + axis + " of " + full + " run backwards");
    if (step < 1) throw new ShapeException("Slice: a step of " + step + " along axis " + axis + "; it is at least 1");
    Shape extents = full.with(axis, (to - from + step - 1) / step);
    List<Integer> starts = new ArrayList<>(Collections.nCopies(full.rank(), 0));
    List<Integer> steps = new ArrayList<>(Collections.nCopies(full.rank(), 1));
    starts.set(axis, from);
    steps.set(axis, step);
    return new StridedRegion(full, starts, steps, extents);
  }

  /** A shape with cells added around it: the box is where it lies in the larger one. */
  public static StridedRegion around(Shape inner, List<Integer> before, List<Integer> after) {
    int[] outer = inner.extents();
    for (int a = 0; a < outer.length; a++) {
      if (before.get(a) < 0 || after.get(a) < 0)
        throw new ShapeException("Pad: " + before.get(a) + " and " + after.get(a) + " cells around axis " + a + " of " + inner
            + "; padding is at least 0");
      outer[a] = Math.addExact(outer[a], Math.addExact(before.get(a), after.get(a)));
    }
    return new StridedRegion(Shape.of(outer), before, Collections.nCopies(inner.rank(), 1), inner);
  }

  StridedRegion withAxis(int n) {
    List<Integer> starts = new ArrayList<>(List.of(0));
    starts.addAll(from);
    List<Integer> more = new ArrayList<>(List.of(1));
    more.addAll(steps);
    return new StridedRegion(full.insert(0, n), starts, more, extents.insert(0, n));
  }

  /** From the full shape to a dense one of the box's extents. */
  Strided out() {
    return new Strided(extents.extents(), corner(), strides(), 0, extents.strides());
  }

  /** From a dense shape of the box's extents to the full one. */
  Strided in() {
    return new Strided(extents.extents(), 0, extents.strides(), corner(), strides());
  }

  private int corner() {
    int[] strides = full.strides();
    int corner = 0;
    for (int axis = 0; axis < strides.length; axis++) corner += from.get(axis) * strides[axis];
    return corner;
  }

  private int[] strides() {
    int[] strides = full.strides();
    for (int axis = 0; axis < strides.length; axis++) strides[axis] *= steps.get(axis);
    return strides;
  }

  /** As slices: "[:, 1:3 of 4, 0:5:2 of 6]". */
  @Override
  public String toString() {
    return IntStream.range(0, full.rank()).mapToObj(this::slice).collect(Collectors.joining(", ", "[", "]"));
  }

  private String slice(int axis) {
    int extent = extents.extent(axis);
    if (extent == full.extent(axis)) return ":";
    int step = steps.get(axis);
    int to = extent == 0 ? from.get(axis) : from.get(axis) + (extent - 1) * step + 1;
    return from.get(axis) + ":" + to + (step == 1 ? "" : ":" + step) + " of " + full.extent(axis);
  }
}
