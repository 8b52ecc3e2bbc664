package lucida.cam.masks;

import java.util.List;
import lucida.cam.Baseline;
import lucida.cam.Probe;
import lucida.cam.Score;
import lucida.cam.Settings;
import lucida.cam.Statement;
import lucida.cam.Unit;
import lucida.cam.channels.ChannelWeighted;
import lucida.cam.channels.ChannelWeights;

/**
 * Score-CAM — Wang, Wang, Du, Yang, Zhang, Ding, Mardziel, Hu, CVPR Workshops 2020, arXiv 1910.01279.
 *
 * <pre>
 *   H^k    = s(Up(A^k))                                    [SC 1]  ChannelMasks.mask
 *   C(A^k) = f^c(x∘H^k + x_b∘(1 − H^k)) − f^c(x_b)         [SC 2]  MaskedPictures.scores
 *   w      = softmax_k(C(A^k))                             [SC 3]  ChannelMasks.softmax
 *   L      = relu( Σ_k w_k A^k )                           [SC 3]  ChannelWeighted
 * </pre>
 *
 * f^c(x_b) is the same for all channels and cancels in the softmax; it is not computed. Only a batch of masked pictures is in memory.
 *
 * <p>Deviation: a constant channel, for which s is 0/0, has no mask and the weight 0, and the map says how many there are (the paper is
 * silent).
 *
 * @param score f^c, the logit or the probability; the paper's text has the logit
 * @param baseline x_b; the paper takes 0
 */
public record ScoreCam(Score score, Baseline baseline) implements ChannelWeighted {
  /** Of the logit over 0, as in the paper. */
  public ScoreCam() { this(Score.LOGIT, Settings.USUAL); }

  /** Of the logit or the probability, with the user's settings. */
  public ScoreCam(Score score, Settings s) {
    this(score, s.baseline(Baseline.ZERO));
  }

  @Override
  public String name() { return score == Score.PROBABILITY ? "scorecam-probability" : "scorecam"; }

  @Override
  public Statement statement() {
    return new Statement(score == Score.PROBABILITY ? "Score-CAM, probability" : "Score-CAM",
        "Wang, Wang, Du, Yang, Zhang, Ding, Mardziel, Hu, CVPR Workshops 2020, arXiv 1910.01279",
        "No gradient: the picture is masked by each channel, and the channel counts as much as the " + score
            + " of what remains.",
        "[SC 1]", "[SC 2]", "[SC 3]");
  }

  @Override
  public Unit unit() { return Unit.ACTIVATION; }

  @Override
  public ChannelWeights weights(Probe probe) {
    ChannelMasks masks = ChannelMasks.of(probe.activations(), probe);
    List<Object> name = List.of(ScoreCam.class, baseline); // whether f^c is the logit or the probability, the pictures are the same
    return masks.softmax(MaskedPictures.of(probe, score, baseline).scores(name, masks.count(), masks::mask));
  }

  @Override
  public long runs(Probe probe) { return 1L + ChannelMasks.of(probe.activations(), probe).count(); }
}
