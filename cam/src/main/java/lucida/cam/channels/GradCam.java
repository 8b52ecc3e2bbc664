package lucida.cam.channels;

import lucida.cam.Probe;
import lucida.cam.Score;
import lucida.cam.Settings;
import lucida.cam.Statement;
import lucida.cam.Unit;
import lucida.core.Tensor;

/**
 * Grad-CAM — Selvaraju, Cogswell, Das, Vedantam, Parikh, Batra, ICCV 2017, arXiv 1610.02391.
 *
 * <pre>
 *   α_k = (1/Z) Σ_ij ∂Y/∂A^k_ij     [GC 1]  weights
 *   L   = relu( Σ_k α_k A^k )       [GC 2]  ChannelWeighted
 * </pre>
 *
 * @param score the paper takes the score itself
 */
public record GradCam(Score score) implements ChannelWeighted {
  /** Of the score itself, as in the paper. */
  public GradCam() { this(Settings.USUAL); }

  /** With the user's settings. */
  public GradCam(Settings s) { this(s.score(Score.LOGIT)); }

  @Override
  public Statement statement() {
    return new Statement("Grad-CAM", "Selvaraju, Cogswell, Das, Vedantam, Parikh, Batra, ICCV 2017, arXiv 1610.02391",
        "Each channel counts as much as the score rises with it, in the mean over its positions. What speaks against the class is "
            + "cut off.",
        "[GC 1]", "[GC 2]");
  }

  @Override
  public Unit unit() { return score.unit(); }

  @Override
  public ChannelWeights weights(Probe probe) { return ChannelWeights.of(alpha(probe.gradient(score))); }

  /** [GC 1] α_k = (1/Z) Σ_ij g^k_ij: [K, h, w] to [K]. */
  public static Tensor alpha(Tensor g) { return g.mean(1, 2); }
}
