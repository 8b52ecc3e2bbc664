package lucida.cam.channels;

import lucida.cam.Method;
import lucida.cam.Probe;
import lucida.cam.SaliencyMap;
import lucida.cam.Score;
import lucida.cam.Settings;
import lucida.cam.Statement;
import lucida.cam.Unit;
import lucida.core.Tensor;

/**
 * EigenGrad-CAM: {@link EigenCam} of what each cell contributes to the score, and so of a class. A form that tools offer beside EigenCAM;
 * it has no paper.
 *
 * <pre>
 *   B^k = ∂Y/∂A^k ⊙ A^k as a matrix [Z, K] = U Σ Vᵀ, v its first right singular vector     [OT 5]  explain
 *   L   = B v = Σ_k v_k B^k                                                                [OT 5]  explain
 * </pre>
 *
 * The map has no ReLU; the sign of v is that of {@link EigenCam}, so that L is positive where the strongest channel speaks for the class.
 *
 * @param score Y; the score itself is usual
 * @param form what stands in the matrix; B as it is, or each channel less its mean
 */
public record EigenGradCam(Score score, EigenCam.Form form) implements Method {
  /** Of the score itself, uncentred. */
  public EigenGradCam() { this(Settings.USUAL); }

  /** With the user's settings. */
  public EigenGradCam(Settings s) { this(s.score(Score.LOGIT), EigenCam.Form.UNCENTRED); }

  @Override
  public Statement statement() {
    return new Statement("EigenGrad-CAM", "A variant of EigenCAM found in other tools",
        "The strongest common pattern of gradient g times activation.", "[OT 5]");
  }

  @Override
  public Unit unit() { return score.unit(); }

  @Override
  public SaliencyMap explain(Probe probe) {
    Tensor B = form.of(probe.gradient(score).times(probe.activations()));
    ChannelWeights v = EigenCam.leading(B, probe);
    return SaliencyMap.signed(ChannelWeighted.sum(v.w(), B), this, probe, v.flags());
  }
}
