package lucida.cam.masks;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import lucida.cam.Baseline;
import lucida.cam.Method;
import lucida.cam.Probe;
import lucida.cam.SaliencyMap;
import lucida.cam.Score;
import lucida.cam.Settings;
import lucida.cam.Statement;
import lucida.cam.Unit;
import lucida.cam.channels.ChannelWeighted;
import lucida.cam.channels.GradCam;
import lucida.core.Tensor;
import lucida.pictures.ColourScale;

/**
 * Group-CAM — Zhang, Rao, Yang, 2021, arXiv 2103.13859.
 *
 * <pre>
 *   α_k = relu( (1/Z) Σ_ij ∂S^c/∂A^k_ij )                          [OT 9]  groupMaps
 *   M^l = relu( Σ_{k in group l} α_k A^k ), of which what does
 *         not exceed its θ-th percentile is 0                      [OT 9]  groupMaps
 *   H^l = s(Up(M^l))                                               [SC 1]  ChannelMasks.mask
 *   C_l = f^c(x∘H^l + x_b∘(1 − H^l)) − f^c(x_b), x_b blurred       [SC 2]  explain
 *   L   = relu( Σ_l C_l H^l )                                      [OT 9]  explain
 * </pre>
 *
 * Groups are of channels that stand side by side. The map is at the layer's resolution: Up of it is the sum of the upsampled masks.
 *
 * <p>Deviation: a group whose map is constant has no mask, and the map says how many there are (the authors' program leaves it out in
 * silence; it also keeps the sign of α_k in M^l, which OT 9 does not).
 *
 * @param score f^c; the authors take the probability
 * @param baseline x_b; the paper takes a blurred picture
 * @param groups how many groups, if there are as many channels; the paper takes 32
 * @param percentile θ; the paper takes 70
 */
public record GroupCam(Score score, Baseline baseline, int groups, double percentile) implements Method {
  private static final int GROUPS = 32;
  private static final double PERCENTILE = 70;

  /** Checks the numbers. */
  public GroupCam {
    if (groups < 1) throw new IllegalArgumentException("Group-CAM: " + groups + " groups; there is at least 1");
    if (!(percentile >= 0 && percentile < 100))
      throw new IllegalArgumentException("Group-CAM: the percentile is " + percentile + "; it is 0 or more, and below 100");
  }

  /** With the paper's 32 groups and 70th percentile. */
  public GroupCam(Score score, Baseline baseline) {
    this(score, baseline, GROUPS, PERCENTILE);
  }

  /** Of the probability over a blurred picture, as in the paper. */
  public GroupCam() { this(Settings.USUAL); }

  /** With the user's settings. */
  public GroupCam(Settings s) { this(s.score(Score.PROBABILITY), s.baseline(Baseline.BLUR)); }

  @Override
  public Statement statement() {
    return new Statement("Group-CAM", "Zhang, Rao, Yang, 2021, arXiv 2103.13859",
        "Channels are summed in groups, and each group's map masks the picture over a blurred one.",
        "H^G = s(Up(ReLU(Σ_{k ∈ G} α_k A^k))),  α_k = ReLU(frac{1}{Z} Σ_{ij} frac{∂Y}{∂A^k_{ij}})", "[OT 9]");
  }

  @Override
  public Unit unit() { return score.unitOfValues(); }

  @Override
  public SaliencyMap explain(Probe probe) {
    ChannelMasks masks = ChannelMasks.of(groupMaps(probe), probe);
    MaskedPictures pictures = MaskedPictures.of(probe, score, baseline);
    double fb = pictures.ofBaseline();
    double[] C = Arrays.stream(pictures.scores(masks.count(), masks::mask)).map(f -> f - fb).toArray();
    Tensor A = probe.activations();
    Tensor L = IntStream.range(0, C.length).mapToObj(l -> masks.atLayer(l).scale(C[l])).reduce(Tensor::plus)
        .orElse(Tensor.zeros(A.shape().without(0), A.precision()));
    return SaliencyMap.rectified(L, this, probe, masks.flags("groups"));
  }

  /** [OT 9] M^l for each group, [groups, h, w]. */
  private Tensor groupMaps(Probe probe) {
    Tensor A = probe.activations();
    Tensor alpha = GradCam.alpha(probe.gradient(Score.LOGIT)).relu();
    int K = alpha.size();
    int each = Math.ceilDiv(K, groups);
    List<Tensor> maps = IntStream.range(0, Math.ceilDiv(K, each)).mapToObj(l -> {
      int to = Math.min((l + 1) * each, K);
      return withoutNoise(ChannelWeighted.sum(alpha.slice(0, l * each, to), A.slice(0, l * each, to)).relu());
    }).toList();
    return Tensor.stack(0, maps);
  }

  /** What does not exceed the θ-th percentile becomes 0. */
  private Tensor withoutNoise(Tensor map) {
    double threshold = ColourScale.percentile(map, percentile).high();
    return map.map(v -> v <= threshold ? 0 : v);
  }

  @Override
  public long runs(Probe probe) { return 3L + Math.min(groups, probe.cut().activations().shape().extent(1)); }
}
