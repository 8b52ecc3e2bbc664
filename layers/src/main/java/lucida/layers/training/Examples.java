package lucida.layers.training;

import lucida.core.Precision;
import lucida.core.Tensor;

/** Pictures with their classes, by number. The same number is always the same picture. */
public interface Examples {
  /** How many there are. */
  int size();

  /** How many classes there are. */
  int classes();

  /** The class of each example. */
  int[] labels(int[] indices);

  /** The pictures as the network expects them, [indices, C, H, W]. */
  Tensor pictures(int[] indices, Precision precision);
}
