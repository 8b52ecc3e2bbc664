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
 * LayerCAM — Jiang, Zhang, Hou, Cheng, Wei, IEEE TIP 30, 2021, doi 10.1109/TIP.2021.3089943.
 *
 * <pre>
 *   L = relu( Σ_k relu(∂Y/∂A^k) ⊙ A^k )     [OT 2]  explain
 * </pre>
 */
public record LayerCam(Score score) implements Method {
  /** Of the score itself, as in the paper. */
  public LayerCam() { this(Settings.USUAL); }

  /** With the user's settings. */
  public LayerCam(Settings s) { this(s.score(Score.LOGIT)); }

  @Override
  public Statement statement() {
    return new Statement("LayerCAM", "Jiang, Zhang, Hou, Cheng, Wei, IEEE TIP 30, 2021, doi 10.1109/TIP.2021.3089943",
        "Each position has a weight of its own, its gradient g where that is positive: useful at early layers too.", "[OT 2]");
  }

  @Override
  public Unit unit() { return score.unit(); }

  @Override
  public SaliencyMap explain(Probe probe) {
    return SaliencyMap.rectified(probe.gradient(score).relu().times(probe.activations()).sum(0), this, probe, List.of());
  }
}
