package lucida.cam.channels;

import java.util.List;
import lucida.cam.Method;
import lucida.cam.Probe;
import lucida.cam.SaliencyMap;
import lucida.cam.Score;
import lucida.cam.Unit;

/**
 * LayerCAM — Jiang, Zhang, Hou, Cheng, Wei, IEEE TIP 2021.
 *
 * <pre>
 *   L = relu( Σ_k relu(∂Y/∂A^k) ⊙ A^k )     [OT 2]  explain
 * </pre>
 */
public record LayerCam(Score score) implements Method {
  /** Of the score itself, as in the paper. */
  public LayerCam() { this(Score.LOGIT); }

  @Override
  public String name() { return "layercam"; }

  @Override
  public Unit unit() { return score.unit(); }

  @Override
  public SaliencyMap explain(Probe probe) {
    return SaliencyMap.rectified(probe.gradient(score).relu().times(probe.activations()).sum(0), this, probe, List.of());
  }
}
