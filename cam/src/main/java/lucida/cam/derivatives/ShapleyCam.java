package lucida.cam.derivatives;

import lucida.autodiff.Differential;
import lucida.autodiff.Expr;
import lucida.cam.Probe;
import lucida.cam.Score;
import lucida.cam.Settings;
import lucida.cam.Statement;
import lucida.cam.Unit;
import lucida.cam.channels.ChannelWeighted;
import lucida.cam.channels.ChannelWeights;
import lucida.cam.channels.GradCam;
import lucida.core.Tensor;

/**
 * ShapleyCAM — Cai, 2025, arXiv 2501.06261: channels weighted by their Shapley values in the second order expansion of Y.
 *
 * <pre>
 *   w_k = (1/Z) Σ_ij ( ∂Y/∂A − ½ (∂²Y/∂A²) A )^k_ij     [OT 10]  weights
 *   L   = relu( Σ_k w_k A^k )                           [PP 6]   ChannelWeighted
 * </pre>
 *
 * The product of the Hessian with A is exact: forward mode over reverse mode, through the head only. Where S is piecewise linear in A its
 * Hessian is 0, which the graph shows, and of the logit the map is that of {@link GradCam}, bit for bit.
 *
 * <p>The map is that of the paper divided by Y where Y is exp(S) or a probability.
 *
 * @param score Y; the logit is usual
 */
public record ShapleyCam(Score score) implements ChannelWeighted {
  /** Of the logit. */
  public ShapleyCam() { this(Settings.USUAL); }

  /** With the user's settings. */
  public ShapleyCam(Settings s) { this(s.score(Score.LOGIT)); }

  @Override
  public Statement statement() {
    return new Statement("ShapleyCAM", "Cai, 2025, arXiv 2501.06261",
        "Grad-CAM with the gradient less half of what it changes along the activations.",
        "w_k = frac{1}{Z} Σ_{ij} (g − frac{1}{2} H A)^k_{ij} [OT 10]", "[PP 6]");
  }

  @Override
  public Unit unit() { return score.unit(); }

  @Override
  public ChannelWeights weights(Probe probe) {
    Expr A = probe.cut().activations();
    Tensor g = probe.gradient(score);
    Tensor HA = probe.behindLayer("Hessian times A", score, Y -> Differential.hvp(Y, A, A)).reshape(g.shape());
    if (score != Score.LOGIT) HA = HA.plus(g.scale(g.dot(probe.activations()))); // with ℓ = log Y: (∂²ℓ/∂A²) A + g ⟨g, A⟩
    return ChannelWeights.of(GradCam.alpha(g.minus(HA.scale(0.5))));
  }

  @Override
  public long runs(Probe probe) { return 4; }
}
