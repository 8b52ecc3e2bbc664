package lucida.cam.channels;

import java.util.List;
import lucida.cam.Method;
import lucida.cam.Probe;
import lucida.cam.SaliencyMap;
import lucida.cam.Score;
import lucida.cam.Settings;
import lucida.cam.Statement;
import lucida.cam.Unit;

/**
 * HiResCAM — Draelos, Carin, 2020, arXiv 2011.08891.
 *
 * <pre>
 *   L = relu( Σ_k ∂Y/∂A^k ⊙ A^k )     [OT 3]  explain
 * </pre>
 */
public record HiResCam(Score score) implements Method {
  /** Of the score itself, as in the paper. */
  public HiResCam() { this(Settings.USUAL); }

  /** With the user's settings. */
  public HiResCam(Settings s) { this(s.score(Score.LOGIT)); }

  @Override
  public Statement statement() {
    return new Statement("HiResCAM", "Draelos, Carin, 2020, arXiv 2011.08891",
        "Gradient g times activation at each position, summed over channels: nothing is averaged.", "[OT 3]");
  }

  @Override
  public Unit unit() { return score.unit(); }

  @Override
  public SaliencyMap explain(Probe probe) {
    return SaliencyMap.rectified(probe.gradient(score).times(probe.activations()).sum(0), this, probe, List.of());
  }
}
