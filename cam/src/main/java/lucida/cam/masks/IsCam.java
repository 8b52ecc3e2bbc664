package lucida.cam.masks;

import lucida.cam.Baseline;
import lucida.cam.Probe;
import lucida.cam.Score;
import lucida.cam.Settings;
import lucida.cam.Statement;
import lucida.cam.Unit;
import lucida.cam.channels.ChannelWeighted;
import lucida.cam.channels.ChannelWeights;

/**
 * IS-CAM, integrated Score-CAM — Naidu, Ghosh, Maurya, Nayak, Kundu, 2020, arXiv 2010.03023.
 *
 * <pre>
 *   C_k = (1/N) Σ_r=1..N f^c(x∘H^k_r + x_b∘(1 − H^k_r)) − f^c(x_b),  H^k_r = (r/N) H^k     [OT 8]  weights
 *   L   = relu( Σ_k softmax_k(C)_k A^k )                                                   [SC 3]  ChannelMasks.softmax
 * </pre>
 *
 * H^k and f^c(x_b) as in {@link ScoreCam}, which it is for N = 1.
 *
 * <p>Deviation: N is 5 unless asked otherwise (the paper takes 10): a layer of 512 channels is 2560 runs of the network.
 *
 * @param score f^c, the logit or the probability
 * @param baseline x_b; the paper takes 0
 * @param steps N
 */
public record IsCam(Score score, Baseline baseline, int steps) implements ChannelWeighted {
  /** N, unless asked otherwise. */
  public static final int STEPS = 5;

  /** Checks N. */
  public IsCam {
    if (steps < 1) throw new IllegalArgumentException("IS-CAM: " + steps + " steps; there is at least 1");
  }

  /** Of the logit over 0, as in the paper. */
  public IsCam() { this(Settings.USUAL); }

  /** With the user's settings. */
  public IsCam(Settings s) {
    this(s.score(Score.LOGIT), s.baseline(Baseline.ZERO), s.steps(STEPS));
  }

  @Override
  public Statement statement() {
    return new Statement("IS-CAM", "Naidu, Ghosh, Maurya, Nayak, Kundu, 2020, arXiv 2010.03023",
        "Score-CAM, its scores averaged as each mask grows from nothing to its full strength.", "[OT 8]", "[SC 3]");
  }

  @Override
  public Unit unit() { return Unit.ACTIVATION; }

  @Override
  public ChannelWeights weights(Probe probe) {
    ChannelMasks masks = ChannelMasks.of(probe.activations(), probe);
    double[] Y = MaskedPictures.of(probe, score, baseline)
        .scores(this, masks.count() * steps, i -> masks.mask(i / steps).scale((i % steps + 1.0) / steps)); // r = i mod N + 1
    return masks.softmax(ChannelMasks.means(Y, steps));
  }

  @Override
  public long runs(Probe probe) {
    return 1 + (long) steps * ChannelMasks.of(probe.activations(), probe).count();
  }
}
