package lucida.judge;

import java.util.List;
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

  /**
   * Without one of its objects.
   *
   * @param object by its number in {@link LabelledPicture#objects}
   * @return as the network takes it, [C, H, W]
   */
  Tensor withoutObject(int object);

  /** The objects of its background, none of which is of a class: 1 where one is seen, else 0, [H, W] each; all 0 of one that is hidden. */
  List<Tensor> background();

  /**
   * Without one of the objects of its background.
   *
   * @param k by its number in {@link #background}
   * @return as the network takes it, [C, H, W]
   */
  Tensor withoutBackground(int k);
}
