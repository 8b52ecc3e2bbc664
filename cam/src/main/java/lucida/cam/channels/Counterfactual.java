package lucida.cam.channels;

import lucida.cam.Probe;
import lucida.cam.Score;
import lucida.cam.Settings;
import lucida.cam.Statement;
import lucida.cam.Unit;

/**
 * Counterfactual Grad-CAM: the regions that speak against the class — Selvaraju, Cogswell, Das, Vedantam,
 * Parikh, Batra, ICCV 2017, arXiv 1610.02391, section 3.3.
 *
 * <pre>
 *   α_k = (1/Z) Σ_ij −∂Y/∂A^k_ij    [GC 4]  weights
 *   L   = relu( Σ_k α_k A^k )       [GC 2]  ChannelWeighted
 * </pre>
 */
public record Counterfactual(Score score) implements ChannelWeighted {
  /** Of the score itself, as in the paper. */
  public Counterfactual() { this(Settings.USUAL); }

  /** With the user's settings. */
  public Counterfactual(Settings s) { this(s.score(Score.LOGIT)); }

  @Override
  public Statement statement() {
    return new Statement("Counterfactual Grad-CAM",
        "Selvaraju, Cogswell, Das, Vedantam, Parikh, Batra, ICCV 2017, arXiv 1610.02391",
        "Grad-CAM with the sign turned round: regions whose removal would make the network surer of the class.", "[GC 4]",
        "[GC 2]");
  }

  @Override
  public Unit unit() { return score.unit(); }

  @Override
  public ChannelWeights weights(Probe probe) {
    return ChannelWeights.of(GradCam.alpha(probe.gradient(score).negate()));
  }
}
