package lucida.weights.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lucida.core.Shape;

/** Graphs that were written for a fixed number of pictures: where a node states that number in the shape of a value, it is N. */
final class FixedBatch {
  /** Which input states the shape of the result. */
  private static final Map<String, Integer> STATED = Map.of("Reshape", 1, "Expand", 1, "Resize", 3);

  private FixedBatch() {}

  /**
   * The inputs of a node, with N in the place of the fixed number.
   *
   * @param batch the fixed number
   * @param x the shape of what the node reads, for one picture
   * @param pictures where they lie in it, if that is known
   */
  static List<Optional<OnnxLayer.Seat>> replaced(OnnxNode node, List<Optional<OnnxLayer.Seat>> seats, long batch, Shape x,
      Optional<BatchAxis> pictures) {
    int at = STATED.getOrDefault(node.op(), seats.size());
    if (at >= seats.size()) return seats;
    if (!(seats.get(at).orElse(new OnnxLayer.Seat.Open()) instanceof OnnxLayer.Seat.Taken(Known.Numbers(AffineIntegers w))))
      return seats;
    if (w.varies() || w.size() == 0) return seats;
    if (node.op().equals("Reshape") && batch == 1)
      return pictures.flatMap(from -> joined(node, w, x, from)).map(stated -> with(seats, at, stated)).orElse(seats);
    boolean ofAllAxes = node.op().equals("Reshape") || w.size() == x.rank();
    if (x.rank() == 0 || x.extent(0) != 1 || !ofAllAxes || w.at(1)[0] != batch) return seats;
    return with(seats, at, perPicture(w, 0, 1));
  }

  private static List<Optional<OnnxLayer.Seat>> with(List<Optional<OnnxLayer.Seat>> seats, int at, AffineIntegers stated) {
    List<Optional<OnnxLayer.Seat>> replaced = new ArrayList<>(seats);
    replaced.set(at, Optional.of(new OnnxLayer.Seat.Taken(new Known.Numbers(stated))));
    return replaced;
  }

  /** The shape that a Reshape states for one picture, N times as long where pictures lie; an extent that is left open grows by itself. */
  private static Optional<AffineIntegers> joined(OnnxNode node, AffineIntegers w, Shape x, BatchAxis from) {
    long[] stated = w.at(1);
    long known = 1;
    int open = -1;
    int[] extents = new int[stated.length];
    for (int i = 0; i < extents.length; i++) {
      boolean kept = stated[i] == 0 && !node.flag("allowzero", false);
      if (stated[i] == -1) open = i;
      else if (kept && i >= x.rank() || stated[i] < -1 || stated[i] > x.size()) return Optional.empty();
      else {
        extents[i] = kept ? x.extent(i) : (int) stated[i];
        known *= extents[i];
      }
    }
    if (known < 1 || x.size() % known != 0) return Optional.empty();
    if (open >= 0) extents[open] = (int) (x.size() / known);
    if (Arrays.stream(extents).asLongStream().reduce(1, (a, b) -> a * b) != x.size()) return Optional.empty();
    return from.in(Shape.of(extents), _ -> true).map(BatchAxis::axis).filter(axis -> stated[axis] > 0)
        .map(axis -> perPicture(w, axis, stated[axis]));
  }

  private static AffineIntegers perPicture(AffineIntegers w, int axis, long each) {
    long[] fixed = w.fixed().clone();
    long[] perPicture = w.perPicture().clone();
    fixed[axis] = 0;
    perPicture[axis] = each;
    return new AffineIntegers(w.type(), w.shape(), fixed, perPicture);
  }
}
