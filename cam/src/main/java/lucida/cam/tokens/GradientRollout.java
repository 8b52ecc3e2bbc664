package lucida.cam.tokens;

import lucida.cam.Method;
import lucida.cam.Probe;
import lucida.cam.SaliencyMap;
import lucida.cam.Score;
import lucida.cam.Settings;
import lucida.cam.Statement;
import lucida.cam.Unit;

/**
 * Gradient-weighted rollout — Chefer, Gur, Wolf, ICCV 2021, arXiv 2103.15679.
 *
 * <pre>
 *   Ā_l = mean over heads of (∂Y/∂A_l ⊙ A_l)⁺        Rollout.weighted
 *   R ← R + Ā_l R, from R = I        [AS 2]          explain, from the last layer on
 * </pre>
 *
 * A_l is the attention of a layer, and its derivative all that Y changes by. The map is the class token's row of R, at the tokens that are positions. Its
 * values are sums of products of 1, 2, … layers, without a unit of their own.
 *
 * <p>Deviation: rows as {@link AttentionRollout} takes them. Where Y is exp(S) or a probability its derivative is divided by Y.
 *
 * @param score the paper takes the score itself
 */
public record GradientRollout(Score score) implements Method {
  /** Of the score itself, as in the paper. */
  public GradientRollout() { this(Settings.USUAL); }

  /** With the user's settings. */
  public GradientRollout(Settings s) { this(s.score(Score.LOGIT)); }

  @Override
  public String name() { return "gradient-rollout"; }

  @Override
  public Statement statement() {
    return new Statement("Gradient-weighted rollout", "Chefer, Gur, Wolf, ICCV 2021, arXiv 2103.15679",
        "Attention times its gradient, where that is positive, is what of it speaks for the class; layers pass it on to the patches.",
        "R ← R + Ā_l R,  Ā_l = \"mean over heads of\" (frac{∂Y}{∂A_l} ⊙ A_l)^+ [AS 2]");
  }

  @Override
  public Unit unit() { return Unit.NONE; }

  @Override
  public boolean usesLayer() { return false; }

  @Override
  public long runs(Probe probe) { return 3; }

  @Override
  public SaliencyMap explain(Probe probe) {
    Rollout all = Rollout.of(probe);
    return all.map(this, probe, score, () -> all.weighted(score.differentiated(probe.target(), probe.formulas())),
        (v, A) -> v.plus(v.matmul(A)));
  }
}
