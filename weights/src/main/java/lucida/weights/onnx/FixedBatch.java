package lucida.weights.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lucida.core.Shape;

/** Graphs that were written for a fixed number of pictures: where a node states that number as the first extent of a value, it is N. */
final class FixedBatch {
  /** Which input states the shape of the result. */
  private static final Map<String, Integer> STATED = Map.of("Reshape", 1, "Expand", 1, "Resize", 3);

  private FixedBatch() {}

  /**
   * The inputs of a node, with N in the place of the fixed number.
   *
   * @param batch the fixed number
   * @param x the shape of what the node reads, for one picture
   */
  static List<Optional<OnnxLayer.Seat>> replaced(OnnxNode node, List<Optional<OnnxLayer.Seat>> seats, long batch, Shape x) {
    int at = STATED.getOrDefault(node.op(), seats.size());
    if (at >= seats.size() || x.rank() == 0 || x.extent(0) != 1) return seats;
    if (!(seats.get(at).orElse(new OnnxLayer.Seat.Open()) instanceof OnnxLayer.Seat.Taken(Known.Numbers(AffineIntegers w))))
      return seats;
    boolean ofAllAxes = node.op().equals("Reshape") ? w.size() > 0 : w.size() == x.rank();
    if (w.varies() || !ofAllAxes || w.at(1)[0] != batch) return seats;
    long[] fixed = w.fixed().clone();
    long[] perPicture = w.perPicture().clone();
    fixed[0] = 0;
    perPicture[0] = 1;
    List<Optional<OnnxLayer.Seat>> replaced = new ArrayList<>(seats);
    replaced.set(at,
        Optional.of(new OnnxLayer.Seat.Taken(new Known.Numbers(new AffineIntegers(w.type(), w.shape(), fixed, perPicture)))));
    return replaced;
  }
}
