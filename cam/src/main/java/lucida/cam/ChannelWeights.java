package lucida.cam;

import java.util.List;
import lucida.core.Tensor;

/**
 * A weight for each channel of a layer.
 *
 * @param w [K]
 * @param flags what should be known about them
 */
public record ChannelWeights(Tensor w, List<Flag> flags) {
  /** Weights without anything to say about them. */
  public static ChannelWeights of(Tensor w) {
    return new ChannelWeights(w, List.of());
  }
}
