package lucida.judge;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Storage;
import lucida.core.Tensor;
import lucida.scenes.Box;

/**
 * Where an object is, in pixels of the network's input.
 *
 * @param label the number of its class
 * @param box around it
 * @param mask 1 where it is seen, else 0, [H, W], if that is known
 * @param parts the masks of its named parts, as far as they are known
 * @param visible the share of it that is seen, 0 to 1, the rest being behind other things; if that is known
 */
public record ObjectTruth(int label, Box box, Optional<Tensor> mask, Map<String, Tensor> parts, OptionalDouble visible) {
  /** The map is kept as it is now, in its order. */
  public ObjectTruth {
    parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
  }

  /** Of which no more is known. */
  public ObjectTruth(int label, Box box, Optional<Tensor> mask) {
    this(label, box, mask, Map.of(), OptionalDouble.empty());
  }

  /** Whether pixel (i, j) is on it: in its mask, or in its box where there is no mask. */
  public boolean contains(int i, int j) {
    return mask.map(m -> m.cell(i * m.shape().extent(1) + j) > 0).orElseGet(() -> box.contains(i, j));
  }

  /** 1 on any of some objects, else 0, [H, W]. */
  public static Tensor union(List<ObjectTruth> objects, Shape plane, Precision precision) {
    Storage cells = precision.allocate(plane.size());
    for (ObjectTruth object : objects)
      for (int e = 0, W = plane.extent(1); e < cells.length(); e++) if (object.contains(e / W, e % W)) cells.set(e, 1);
    return Tensor.of(plane, cells);
  }
}
