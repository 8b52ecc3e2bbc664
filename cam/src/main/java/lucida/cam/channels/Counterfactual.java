package lucida.cam.channels;

import lucida.cam.Probe;
import lucida.cam.Score;
import lucida.cam.Unit;

/**
 * Counterfactual Grad-CAM: the regions that speak against the class — Selvaraju et al., arXiv 1610.02391, section 3.3.
 *
 * <pre>
 *   α_k = (1/Z) Σ_ij −∂Y/∂A^k_ij    [GC 4]  weights
 *   L   = relu( Σ_k α_k A^k )       [GC 2]  ChannelWeighted
 * </pre>
 */
public record Counterfactual(Score score) implements ChannelWeighted {
  /** Of the score itself, as in the paper. */
  public Counterfactual() { this(Score.LOGIT); }

  @Override
  public String name() { return "counterfactual"; }

  @Override
  public Unit unit() { return score.unit(); }

  @Override
  public ChannelWeights weights(Probe probe) {
    return ChannelWeights.of(GradCam.alpha(probe.gradient(score).negate()));
  }
}
