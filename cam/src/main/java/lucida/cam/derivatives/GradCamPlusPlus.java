package lucida.cam.derivatives;

import lucida.cam.Probe;
import lucida.cam.Score;
import lucida.cam.Settings;
import lucida.cam.Statement;
import lucida.cam.Unit;
import lucida.cam.channels.ChannelWeighted;
import lucida.cam.channels.ChannelWeights;

/**
 * Grad-CAM++ with the real second and third derivatives — Chattopadhay, Sarkar, Howlader, Balasubramanian, WACV 2018, arXiv 1710.11063.
 *
 * <pre>
 *   α   = D2 / (2 D2 + (Σ_ab A^k_ab) D3)        [PP 4]  Alpha.of
 *   w_k = Σ_ij α^k_ij relu(∂Y/∂A^k_ij)          [PP 2]  Alpha.weights
 *   L   = relu( Σ_k w_k A^k )                   [PP 6]  ChannelWeighted
 * </pre>
 *
 * Y is a smooth function of the score; the paper takes exp(S). D1, D2, D3 are exact for any head, see {@link ScoreDerivatives}.
 *
 * <p>Deviation: where the denominator is exactly 0, α = 0, and the map says how often (the paper is silent; other tools add ε); it warns where the
 * gradient is not 0 there, for then something is lost. The map is
 * that of the paper divided by Y where Y is exp(S) or a probability.
 */
public record GradCamPlusPlus(Score score) implements ChannelWeighted {
  /** Of exp(S), as in the paper. */
  public GradCamPlusPlus() { this(Settings.USUAL); }

  /** With the user's settings. */
  public GradCamPlusPlus(Settings s) { this(s.score(Score.EXP)); }

  @Override
  public String name() { return "gradcam++"; }

  @Override
  public Statement statement() {
    return new Statement("Grad-CAM++", "Chattopadhay, Sarkar, Howlader, Balasubramanian, WACV 2018, arXiv 1710.11063",
        "Second and third derivatives, exact for every head, weight positions: several objects, and small ones, count alike.",
        "[PP 4]", "D_n = frac{∂^n Y}{(∂A^k_{ij})^n}", "[PP 2]", "[PP 6]");
  }

  @Override
  public Unit unit() { return score.unit(); }

  @Override
  public ChannelWeights weights(Probe probe) {
    ScoreDerivatives D = ScoreDerivatives.of(probe, score);
    return Alpha.of(D, probe.activations()).weights(D.first()).knowing("route", DerivativeRoute.of(probe, score));
  }
}
