package lucida.cam.derivatives;

import lucida.autodiff.Differential;
import lucida.autodiff.Expr;
import lucida.cam.Probe;
import lucida.cam.Score;
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
 *   L   = relu( Σ_k w_k A^k )                           ChannelWeighted
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
  public ShapleyCam() { this(Score.LOGIT); }

  @Override
  public String name() { return "shapleycam"; }

  @Override
  public Unit unit() { return score.unit(); }

  @Override
  public ChannelWeights weights(Probe probe) {
    Tensor g = probe.gradient(score);
    return ChannelWeights.of(GradCam.alpha(g.minus(hessianTimesA(probe, g).scale(0.5))));
  }

  /** [OT 10] (∂²Y/∂A²) A, [K, h, w]; with ℓ = log Y it is (∂²ℓ/∂A²) A + g ⟨g, A⟩, divided by Y. */
  private Tensor hessianTimesA(Probe probe, Tensor g) {
    Expr A = probe.cut().activations();
    Tensor HA = probe.behindLayer("Hessian times A", score, Y -> Differential.hvp(Y, A, A)).reshape(g.shape());
    return score == Score.LOGIT ? HA : HA.plus(g.scale(g.dot(probe.activations())));
  }

  @Override
  public long runs(Probe probe) {
    return 4;
  }
}
