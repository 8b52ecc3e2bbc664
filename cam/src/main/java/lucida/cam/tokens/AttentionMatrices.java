package lucida.cam.tokens;

import java.util.ArrayList;
import java.util.List;
import lucida.autodiff.Expr;
import lucida.cam.Probe;
import lucida.core.Tensor;

/**
 * The attention of a network for a picture.
 *
 * @param layers from the first to the last, [heads, T, T] each; rows sum to 1
 * @param read v: 1/n for each of the n tokens that the scores read behind the last of them, 0 for the others, [T]
 */
public record AttentionMatrices(List<Tensor> layers, Tensor read) {
  /** The list is kept as it is now. */
  public AttentionMatrices {
    layers = List.copyOf(layers);
  }

  /**
   * Of a probe's picture.
   *
   * @throws lucida.cam.NotApplicableException if the network has no attention, or none that can be multiplied
   */
  public static AttentionMatrices of(Probe probe) {
    Rollout rollout = Rollout.of(probe);
    List<Expr> wanted = new ArrayList<>(rollout.layers().stream().map(TokenMixing::attention).toList());
    wanted.add(rollout.read());
    List<Tensor> values = probe.fromPicture(wanted);
    return new AttentionMatrices(values.subList(0, values.size() - 1), values.getLast().select(0, 0));
  }
}
