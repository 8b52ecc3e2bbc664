package lucida.layers.training;

import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;

/** Masks of what of each picture should matter, by its number among the {@link Examples}. */
public interface Guidance {
  /** The masks of some pictures, 0 to 1, as large as those: [indices, 1, H, W]; all 0 where none is known. */
  Tensor masks(int[] indices, Precision precision);

  /** Whether the mask of a picture is known. */
  boolean isKnown(int index);

  /** 1 for each picture whose mask is known, else 0: [indices]. */
  default Tensor known(int[] indices, Precision precision) {
    return Tensor.filled(Shape.of(indices.length), precision, n -> isKnown(indices[n]) ? 1 : 0);
  }
}
