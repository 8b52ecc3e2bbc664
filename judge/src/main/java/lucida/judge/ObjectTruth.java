package lucida.judge;

import java.util.Optional;
import lucida.core.Tensor;
import lucida.scenes.Box;

/**
 * Where an object is, in pixels of the network's input.
 *
 * @param label the number of its class
 * @param box around it
 * @param mask 1 where it is seen, else 0, [H, W], if that is known
 */
public record ObjectTruth(int label, Box box, Optional<Tensor> mask) {
  /** Whether pixel (i, j) is on it: in its mask, or in its box where there is no mask. */
  public boolean contains(int i, int j) {
    return mask.map(m -> m.cell(i * m.shape().extent(1) + j) > 0).orElseGet(() -> box.contains(i, j));
  }
}
