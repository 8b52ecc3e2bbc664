package lucida.cam.channels;

import java.util.List;
import lucida.cam.Method;
import lucida.cam.Probe;
import lucida.cam.SaliencyMap;
import lucida.cam.Score;
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
  public HiResCam() { this(Score.LOGIT); }

  @Override
  public String name() { return "hirescam"; }

  @Override
  public Unit unit() { return score.unit(); }

  @Override
  public SaliencyMap explain(Probe probe) {
    return SaliencyMap.rectified(probe.gradient(score).times(probe.activations()).sum(0), this, probe, List.of());
  }
}
