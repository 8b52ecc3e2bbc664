package lucida.judge.neurons;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import lucida.cam.Probe;
import lucida.cam.Score;
import lucida.cam.channels.GradCam;
import lucida.core.Tensor;

/**
 * What each channel of a layer does for the score of a class — after section 7 of Grad-CAM, Selvaraju et al. 2017, arXiv 1610.02391, which names the channels of the largest and the
 * smallest α.
 *
 * <pre>
 *   α_k = (1/Z) Σ_ij ∂S/∂A^k_ij            [GC 1]  how much the score rises with the channel
 *   c_k = Σ_ij ∂S/∂A^k_ij · A^k_ij                 what the channel contributes, as it is
 *   S   = Σ_k c_k + rest                           where the head is linear, rest is its bias
 * </pre>
 *
 * Deviation: shares are of c, since a channel that does not fire has an α and does nothing.
 *
 * @param score S
 * @param channels of all channels, in their order
 */
public record Decision(double score, List<ChannelShare> channels) {
  /**
   * A channel.
   *
   * @param channel its number
   * @param alpha α_k
   * @param contribution c_k
   */
  public record ChannelShare(int channel, double alpha, double contribution) {}

  /** The list is kept as it is now. */
  public Decision {
    channels = List.copyOf(channels);
  }

  /** Of a probe. */
  public static Decision of(Probe probe) {
    Tensor A = probe.activations(), g = probe.gradient(Score.LOGIT), alpha = GradCam.alpha(g), c = g.times(A).sum(1, 2);
    return new Decision(probe.value(Score.LOGIT), IntStream.range(0, c.size())
        .mapToObj(k -> new ChannelShare(k, alpha.cell(k), c.cell(k))).toList());
  }

  /** Σ c_k of those above 0. */
  public double forIt() {
    return channels.stream().mapToDouble(ChannelShare::contribution).filter(c -> c > 0).sum();
  }

  /** Σ c_k of those below 0. */
  public double againstIt() {
    return channels.stream().mapToDouble(ChannelShare::contribution).filter(c -> c < 0).sum();
  }

  /** What is of no channel. */
  public double rest() { return score - forIt() - againstIt(); }

  /** The channels of the largest α, or of the smallest. */
  public List<ChannelShare> byAlpha(boolean largest, int most) {
    Comparator<ChannelShare> order = Comparator.comparingDouble(ChannelShare::alpha);
    return channels.stream().sorted(largest ? order.reversed() : order).limit(most).toList();
  }

  /** The channels that contribute most for the score, or against it. */
  public List<ChannelShare> strongest(boolean forIt, int most) {
    return channels.stream().filter(channel -> forIt ? channel.contribution() > 0 : channel.contribution() < 0)
        .sorted(Comparator.comparingDouble(channel -> -Math.abs(channel.contribution()))).limit(most).toList();
  }
}
