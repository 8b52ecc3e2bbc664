package lucida.layers.training;

import java.util.Optional;
import lucida.core.Precision;
import lucida.core.Tensor;

/** Pictures with their classes, by number. The same number is always the same picture. */
public interface Examples {
  /** How many there are. */
  int size();

  /** How many classes there are. */
  int classes();

  /** The class of each example; of a network that says several things of a picture all of them, one example after the other. */
  int[] labels(int[] indices);

  /** What of the pictures should matter, if that is known of some. */
  default Optional<Guidance> guidance() {
    return Optional.empty();
  }

  /** The pictures as the network expects them, [indices, C, H, W]. */
  Tensor pictures(int[] indices, Precision precision);
}
