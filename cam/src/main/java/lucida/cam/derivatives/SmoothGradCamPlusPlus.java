package lucida.cam.derivatives;

import java.util.ArrayList;
import java.util.List;
import lucida.cam.Noise;
import lucida.cam.Probe;
import lucida.cam.Score;
import lucida.cam.Settings;
import lucida.cam.Statement;
import lucida.cam.Unit;
import lucida.cam.channels.ChannelWeighted;
import lucida.cam.channels.ChannelWeights;
import lucida.core.Tensor;

/**
 * Smooth Grad-CAM++ — Omeiza, Speakman, Cintas, Weldemariam, 2019, arXiv 1908.01224. Grad-CAM++ with derivatives averaged over noisy copies
 * x_r of the picture.
 *
 * <pre>
 *   D̄_q = (1/n) Σ_r D_q(x_r), q = 1, 2, 3                        means
 *   α   = D̄2 / (2 D̄2 + (Σ_ab A^k_ab) D̄3)                         [SPP 2]  Form.CONSISTENT
 *   α   = D̄1 / (2 D̄2 + (Σ_ab A^k_ab) D̄3)                         [SPP 1]  Form.PRINTED
 *   w_k = Σ_ij α^k_ij relu(D̄1)                                   [SPP 3]  weights
 *   L   = relu( Σ_k w_k A^k ), A of the clean picture            [PP 6]   ChannelWeighted
 * </pre>
 *
 * A map of chosen channels k only, or with weights of chosen positions (i, j) only, is [SPP 5].
 *
 * <p>Deviation: as in {@link GradCamPlusPlus} α = 0 where its denominator is 0. Where Y is exp(S) or a probability its factors differ from copy
 * to copy: they are scaled by the largest Y of all copies, by which the map is divided.
 *
 * @param channels the channels that make up the map; empty for all
 * @param positions the positions, as i·w + j, that make up the weights; empty for all
 */
public record SmoothGradCamPlusPlus(Form form, Score score, Noise noise, List<Integer> channels, List<Integer> positions)
    implements
      ChannelWeighted {
  private static final String PAPER = "Omeiza, Speakman, Cintas, Weldemariam, 2019, arXiv 1908.01224";

  /** Which α. */
  public enum Form {
    /** [SPP 2] consistent with [PP 4]. */
    CONSISTENT("smooth-gradcam++",
        new Statement("Smooth Grad-CAM++", PAPER,
            "Grad-CAM++ with derivatives averaged over noisy copies of the picture, in the form that agrees with Grad-CAM++ "
                + "when the noise vanishes.",
            "D̄_q = frac{1}{n} Σ_r D_q(x_r),  x_r = x + N(0, σ^2)", "[SPP 2]", "[SPP 3]", "[PP 6]")),
    /** [SPP 1] as the paper prints it: with the first derivative above. */
    PRINTED("smooth-gradcam++-printed",
        new Statement("Smooth Grad-CAM++, as printed", PAPER,
            "The same with the first derivative above the fraction, as the paper prints it.", "[SPP 1]", "[SPP 3]", "[PP 6]"));

    private final String method;
    private final Statement statement;

    Form(String method, Statement statement) {
      this.method = method;
      this.statement = statement;
    }

    private Tensor numerator(ScoreDerivatives D) { return this == PRINTED ? D.first() : D.second(); }
  }

  /** How many copies it takes unless told otherwise. */
  public static final int SAMPLES = 10;
  /** Their noise unless told otherwise, as a fraction of max(x) − min(x). */
  public static final double SIGMA = 0.15;

  /** Keeps the lists as they are. */
  public SmoothGradCamPlusPlus {
    channels = List.copyOf(channels);
    positions = List.copyOf(positions);
  }

  /** Consistent with Grad-CAM++, of exp(S), with all channels and positions. */
  public SmoothGradCamPlusPlus() {
    this(Form.CONSISTENT, Settings.USUAL);
  }

  /** With the user's settings. */
  public SmoothGradCamPlusPlus(Form form, Settings s) {
    this(form, s.score(Score.EXP), s.noise(SAMPLES, SIGMA), s.channels(), s.positions());
  }

  @Override
  public String name() { return form.method; }

  @Override
  public Statement statement() { return form.statement; }

  /** [SPP 1] has the unit of A more than [SPP 2]: its α is a first derivative over a second. */
  @Override
  public Unit unit() {
    Unit ofMap = score == Score.LOGIT ? Unit.SCORE : new Unit(score.unit().text() + " of the copy where it is largest", true);
    return form == Form.PRINTED ? ofMap.times(Unit.ACTIVATION) : ofMap;
  }

  @Override
  public long runs(Probe probe) { return 2L * noise.samples(); }

  @Override
  public ChannelWeights weights(Probe probe) {
    Tensor A = probe.activations();
    ScoreDerivatives means = means(probe);
    ChannelWeights weights = alpha(means, A).weights(means.first());
    return new ChannelWeights(only(channels, weights.w().size(), weights.w()), weights.facts(), weights.flags())
        .knowing("route", DerivativeRoute.of(probe, score));
  }

  /** [SPP 3] before its sum: α^k_ij relu(D̄1^k_ij) of every channel and position, [K, h, w]. */
  public Tensor weightsOfPositions(Probe probe) {
    ScoreDerivatives means = means(probe);
    return alpha(means, probe.activations()).alpha().times(means.first().relu());
  }

  private Alpha alpha(ScoreDerivatives means, Tensor A) {
    Alpha alpha = Alpha.of(form.numerator(means), means, A);
    return new Alpha(only(positions, A.size() / A.shape().extent(0), alpha.alpha()), alpha.denominator(), alpha.dead(),
        alpha.poles());
  }

  /** D̄_q = (1/n) Σ_r (Y_r/Y) D_q(x_r)/Y_r with Y = max_r Y_r; for a score that is not divided by Y the factors are 1. */
  ScoreDerivatives means(Probe probe) {
    List<ScoreDerivatives> each = new ArrayList<>();
    List<Double> logY = new ArrayList<>();
    noise.samples(probe.x()).forEach(x -> {
      Probe noisy = probe.about(x);
      each.add(ScoreDerivatives.of(noisy, score));
      logY.add(score == Score.LOGIT ? 0 : noisy.value(score));
      probe.subject().progress().report(each.size(), noise.samples());
    });
    double largest = logY.stream().max(Double::compare).orElseThrow();
    ScoreDerivatives sum = each.getFirst().scale(Math.exp(logY.getFirst() - largest));
    for (int r = 1; r < each.size(); r++) sum = sum.plus(each.get(r).scale(Math.exp(logY.get(r) - largest)));
    return sum.scale(1.0 / each.size());
  }

  /** [SPP 5] The cells whose number along the last n cells is chosen; the others 0. */
  private static Tensor only(List<Integer> chosen, int n, Tensor v) {
    for (int number : chosen)
      if (number < 0 || number >= n)
        throw new IllegalArgumentException(
            "There is no channel or position " + number + " among the " + n + " of the layer, numbered from 0");
    return chosen.isEmpty() ? v : Tensor.filled(v.shape(), v.precision(), e -> chosen.contains(e % n) ? v.cell(e) : 0);
  }
}
