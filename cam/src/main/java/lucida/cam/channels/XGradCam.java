package lucida.cam.channels;

import lucida.cam.Probe;
import lucida.cam.Score;
import lucida.cam.Settings;
import lucida.cam.Statement;
import lucida.cam.Unit;
import lucida.core.Tensor;

/**
 * XGrad-CAM — Fu, Hu, Dong, Guo, Gao, Li, BMVC 2020, arXiv 2008.02312.
 *
 * <pre>
 *   w_k = Σ_ij (A^k_ij / (Σ_ab A^k_ab)) ∂Y/∂A^k_ij   [OT 1]  weights
 *   L   = relu( Σ_k w_k A^k )                        [PP 6]  ChannelWeighted
 * </pre>
 *
 * Deviation: a channel whose activations sum to 0 has the weight 0 (the authors add ε).
 */
public record XGradCam(Score score) implements ChannelWeighted {
  /** Of the score itself, as in the paper. */
  public XGradCam() { this(Settings.USUAL); }

  /** With the user's settings. */
  public XGradCam(Settings s) { this(s.score(Score.LOGIT)); }

  @Override
  public Statement statement() {
    return new Statement("XGrad-CAM", "Fu, Hu, Dong, Guo, Gao, Li, BMVC 2020, arXiv 2008.02312",
        "Gradients g are averaged with the activations as weights, so that the map's total is the score less the biases' part.",
        "[OT 1]", "[PP 6]");
  }

  @Override
  public Unit unit() { return score.unit(); }

  @Override
  public ChannelWeights weights(Probe probe) {
    Tensor A = probe.activations();
    return ChannelWeights.of(A.times(probe.gradient(score)).sum(1, 2).zip(A.sum(1, 2), (gA, sumA) -> sumA == 0 ? 0 : gA / sumA));
  }
}
