package lucida.cam.tokens;

import lucida.cam.Method;
import lucida.cam.Probe;
import lucida.cam.SaliencyMap;
import lucida.cam.Score;
import lucida.cam.Statement;
import lucida.cam.Unit;

/**
 * Attention rollout — Abnar, Zuidema, ACL 2020, arXiv 2005.00928.
 *
 * <pre>
 *   R = Π_l norm((1/2) (attention_l + I))     [AS 2]  explain, from the last layer on
 * </pre>
 *
 * attention_l is the mean of the heads. norm makes rows sum to 1, as those of both summands do already. The map is the class token's row of R, at
 * the tokens that are positions; it does not depend on the class.
 *
 * <p>Deviation: it is the mean of the rows that the scores read, which is one in the paper: that of a class token; of two where there is one of
 * distillation, of all where scores are of the mean of tokens.
 */
public record AttentionRollout() implements Method {
  @Override
  public String name() { return "attention-rollout"; }

  @Override
  public Statement statement() {
    return new Statement("Attention rollout", "Abnar, Zuidema, ACL 2020, arXiv 2005.00928",
        "How much of each patch reaches the tokens that the scores read, if attention, half of it kept by shortcuts, were all that mixes them.",
        "[AS 2]");
  }

  @Override
  public Unit unit() { return Unit.NONE; }

  @Override
  public boolean usesLayer() { return false; }

  @Override
  public boolean usesClass() { return false; }

  @Override
  public SaliencyMap explain(Probe probe) {
    Rollout all = Rollout.of(probe);
    return all.map(this, probe, Score.LOGIT, () -> all.layers().stream().map(layer -> layer.attention().mean(0)).toList(),
        (v, A) -> v.plus(v.matmul(A)).scale(0.5)); // v ½(A + I)
  }
}
