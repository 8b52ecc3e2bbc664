package lucida.cam.channels;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lucida.cam.Flag;
import lucida.core.Tensor;

/**
 * A weight for each channel of a layer.
 *
 * @param w [K]
 * @param facts what was counted or measured on the way, by name
 * @param flags what should be known about them
 */
public record ChannelWeights(Tensor w, Map<String, String> facts, List<Flag> flags) {
  /** Weights without anything to say about them. */
  public static ChannelWeights of(Tensor w) { return of(w, List.of()); }

  /** Weights with flags. */
  public static ChannelWeights of(Tensor w, List<Flag> flags) {
    return new ChannelWeights(w, Map.of(), flags);
  }

  /** The same with one fact more. */
  public ChannelWeights knowing(String fact, Object value) {
    Map<String, String> all = new LinkedHashMap<>(facts);
    all.put(fact, value.toString());
    return new ChannelWeights(w, all, flags);
  }
}
