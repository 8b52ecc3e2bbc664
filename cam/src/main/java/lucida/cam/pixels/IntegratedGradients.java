package lucida.cam.pixels;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import lucida.cam.Baseline;
import lucida.cam.Batches;
import lucida.cam.Flag;
import lucida.cam.Method;
import lucida.cam.Probe;
import lucida.cam.SaliencyMap;
import lucida.cam.Score;
import lucida.cam.Settings;
import lucida.cam.Statement;
import lucida.cam.Unit;
import lucida.core.Tensor;

/**
 * Integrated Gradients — Sundararajan, Taly, Yan, ICML 2017, arXiv 1703.01365.
 *
 * <pre>
 *   IG = (x − x′) ⊙ ∫_0^1 ∂Y(x′ + a (x − x′))/∂x da     [OT 11]  explain
 *      ≈ (x − x′) ⊙ (1/m) Σ_s ∂Y(x′ + a_s (x − x′))/∂x, a_s = (s − ½)/m, s = 1 … m
 *   Σ IG = Y(x) − Y(x′) as m grows                      [OT 11]  rise
 * </pre>
 *
 * The rule is that of midpoints: exact where the gradient is linear along the path, and never at the ends. Its sum is off by at most V/(2m),
 * V the variation of the slope of Y along the path (Koksma's inequality); at kinks it may be further off with 2m steps than with m.
 *
 * <p>Deviation: the score itself by default, the paper explains a probability. Where Y is exp(S) or a probability the map is divided by Y(x).
 *
 * @param steps m
 * @param baseline x′
 */
public record IntegratedGradients(Score score, Baseline baseline, int steps) implements Method {
  /** How many steps it takes unless told otherwise; the paper takes 20 to 300. */
  public static final int STEPS = 32;
  /** A gap of more than this part of what the score changes by is said beside the map, and a smaller one among its facts only. */
  private static final double LARGE = 0.05;

  /** Checks the number. */
  public IntegratedGradients {
    if (steps < 1) throw new IllegalArgumentException("Integrated Gradients: " + steps + " steps; there is at least 1");
  }

  /** Of the score itself, from 0. */
  public IntegratedGradients() { this(Settings.USUAL); }

  /** With the user's settings. */
  public IntegratedGradients(Settings s) {
    this(s.score(Score.LOGIT), s.baseline(Baseline.ZERO), s.steps(STEPS));
  }

  @Override
  public String name() { return "integrated-gradients"; }

  @Override
  public Statement statement() {
    return new Statement("Integrated Gradients", "Sundararajan, Taly, Yan, ICML 2017, arXiv 1703.01365",
        "Gradients along the straight way from a baseline to the picture, times the way: their sum is what the score gains on it.",
        "M = (x − x_b) ⊙ ∫_0^1 frac{∂Y}{∂x}(x_b + t (x − x_b)) d t [OT 11]");
  }

  @Override
  public Unit unit() { return score.unit(); }

  @Override
  public boolean usesLayer() { return false; }

  @Override
  public long runs(Probe probe) { return 2L * steps + 2; }

  @Override
  public SaliencyMap explain(Probe probe) {
    Tensor x = probe.picture();
    Tensor from = baseline.of(probe.x()).reshape(x.shape());
    Tensor way = x.minus(from);
    double[] sum = new double[x.size()];
    Gradient gradient = new Gradient(score);
    Batches.ofPictures(probe, gradient, score, steps, many -> gradient.maps(score.relative(probe.target(), many), many.forward()))
        .each(steps, s -> (s + 0.5) / steps, a -> from.plus(way.scale(a)), (_, g) -> {
          for (int e = 0; e < sum.length; e++) sum[e] += g.cell(e);
        });
    Tensor IG = Tensor.of(x.shape(), sum).scale(1.0 / steps).to(x.precision()).times(way);
    double rise = rise(probe, x, from), gap = IG.sum() - rise;
    String text = String.format(Locale.ROOT, "the map sums to %.6g, the score changes by %.6g from the baseline, gap %.2g",
        IG.sum(), rise, gap);
    List<Flag> flags = Math.abs(gap) > LARGE * Math.abs(rise) ? List.of(Flag.note("not complete: " + text)) : List.of();
    return SaliencyMap.signed(IG, this, probe, flags).knowing(Map.of("completeness", text));
  }

  /** [OT 11] Y(x) − Y(x′), which Σ IG should be. */
  private double rise(Probe probe, Tensor x, Tensor from) {
    double[] Y = new double[2];
    Batches.ofPictures(probe, "relative", score, 2, many -> score.relative(probe.target(), many)).each(2, i -> i,
        i -> i == 0 ? x : from, (i, y) -> Y[i] = y.item());
    return Y[0] - Y[1];
  }
}
