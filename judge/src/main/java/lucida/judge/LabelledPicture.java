package lucida.judge;

import java.util.List;
import java.util.OptionalInt;
import lucida.core.Tensor;

/**
 * A picture on which maps are judged, and what is true about it.
 *
 * @param name for tables
 * @param x as the network takes it, [C, H, W]
 * @param label its class, if that is known
 * @param objects where objects are, of this class or another; none, if that is not known
 */
public record LabelledPicture(String name, Tensor x, OptionalInt label, List<ObjectTruth> objects) {
  /** The list is kept as it is now. */
  public LabelledPicture {
    objects = List.copyOf(objects);
  }
}
