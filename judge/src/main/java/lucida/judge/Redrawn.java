package lucida.judge;

import java.util.Set;
import lucida.core.Tensor;

/** A drawn picture, drawn again without some of what it shows: nothing is painted over, what was behind it is seen. */
public interface Redrawn {
  /**
   * Without parts of its objects.
   *
   * @param parts by their names in {@link ObjectTruth#parts}
   * @return as the network takes it, [C, H, W]
   */
  Tensor without(Set<String> parts);

  /** Without its objects, as the network takes it, [C, H, W]. */
  Tensor withoutObjects();
}
