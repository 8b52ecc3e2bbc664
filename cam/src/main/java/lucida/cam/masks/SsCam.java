package lucida.cam.masks;

import java.util.List;
import java.util.stream.IntStream;
import lucida.cam.Baseline;
import lucida.cam.Noise;
import lucida.cam.Probe;
import lucida.cam.Score;
import lucida.cam.Settings;
import lucida.cam.Statement;
import lucida.cam.Unit;
import lucida.cam.channels.ChannelWeighted;
import lucida.cam.channels.ChannelWeights;
import lucida.core.RandomStream;
import lucida.core.Shape;
import lucida.core.Tensor;

/**
 * SS-CAM, smoothed Score-CAM — Wang, Naidu, Michael, Kundu, 2020, arXiv 2006.14255.
 *
 * <pre>
 *   C_k = (1/n) Σ_r f^c(x∘H^k_r + x_b∘(1 − H^k_r)) − f^c(x_b),  H^k_r = H^k + N(0, σ²)       [OT 7]  noisyMasks
 *   C_k = (1/n) Σ_r f^c(x_r∘H^k + x_b∘(1 − H^k)) − f^c(x_b),    x_r = x + N(0, σ²)           [OT 7]  noisyInputs
 *   L   = relu( Σ_k softmax_k(C)_k A^k )                                                     [SC 3]  ChannelMasks.softmax
 * </pre>
 *
 * H^k and f^c(x_b) as in {@link ScoreCam}. The same n noises serve all channels, so that channels differ by what they show and not by luck.
 *
 * <p>Deviation: n is 5 unless asked otherwise (the paper takes 10 and more): a layer of 512 channels is 2560 runs of the network.
 *
 * @param score f^c, the logit or the probability
 * @param baseline x_b; the paper takes 0
 * @param noise n, the seed, and σ as a fraction of max − min: of a mask that is 1
 * @param place where the noise goes
 */
public record SsCam(Score score, Baseline baseline, Noise noise, Place place) implements ChannelWeighted {
  /** n, unless asked otherwise. */
  public static final int SAMPLES = 5;
  /** σ, the paper's. */
  public static final double SIGMA = 2;

  /** Where the noise goes. */
  public enum Place {
    /** To the masks, the paper's SS-CAM (1). */
    MASK,
    /** To the picture, the paper's SS-CAM (2). */
    INPUT;
  }

  /** Of the logit over 0 with noisy masks. */
  public SsCam() { this(Settings.USUAL); }

  /** With the user's settings. */
  public SsCam(Settings s) {
    this(s.score(Score.LOGIT), s.baseline(Baseline.ZERO), s.noise(SAMPLES, SIGMA), Place.MASK);
  }

  @Override
  public Statement statement() {
    return new Statement("SS-CAM", "Wang, Naidu, Michael, Kundu, 2020, arXiv 2006.14255",
        "Score-CAM, its scores averaged over noise.", "[OT 7]", "[SC 3]");
  }

  @Override
  public Unit unit() { return Unit.ACTIVATION; }

  @Override
  public ChannelWeights weights(Probe probe) {
    ChannelMasks masks = ChannelMasks.of(probe.activations(), probe);
    MaskedPictures pictures = MaskedPictures.of(probe, score, baseline);
    return masks.softmax(
        ChannelMasks.means(place == Place.MASK ? noisyMasks(masks, pictures) : noisyInputs(masks, pictures), noise.samples()));
  }

  /** [OT 7] f^c under the masks H^k + N(0, σ²): that of mask k and noise r at place k·n + r. */
  private double[] noisyMasks(ChannelMasks masks, MaskedPictures pictures) {
    int n = noise.samples();
    Tensor x = pictures.probe().x();
    Shape plane = x.shape().without(0).without(0);
    RandomStream draws = RandomStream.of(noise.seed()).stream(name());
    List<Tensor> noises = IntStream.range(0, n)
        .mapToObj(r -> draws.stream(r).gaussian(plane, x.precision(), 0, noise.sigma())).toList();
    return pictures.scores(this, masks.count() * n, i -> masks.mask(i / n).plus(noises.get(i % n)));
  }

  /** [OT 7] f^c of the noisy pictures x_r under the masks: that of mask k and noise r at place k·n + r. */
  private double[] noisyInputs(ChannelMasks masks, MaskedPictures pictures) {
    int n = noise.samples();
    List<Tensor> noisy = noise.samples(pictures.probe().x()).toList();
    return pictures.ofPictures(this, masks.count() * n, i -> pictures.masked(noisy.get(i % n), masks.mask(i / n)));
  }

  @Override
  public long runs(Probe probe) {
    return 1 + (long) noise.samples() * ChannelMasks.of(probe.activations(), probe).count();
  }
}
