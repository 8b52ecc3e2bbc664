package lucida.book;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import lucida.autodiff.Differential;
import lucida.autodiff.Expr;
import lucida.autodiff.Input;
import lucida.cam.Method;
import lucida.cam.Noise;
import lucida.cam.Probe;
import lucida.cam.Score;
import lucida.cam.pixels.DeconvNet;
import lucida.cam.pixels.Gradient;
import lucida.cam.pixels.GuidedBackprop;
import lucida.cam.pixels.SmoothGrad;
import lucida.core.RandomStream;
import lucida.core.Tensor;

/** SG and BP: SmoothGrad, and gradients with respect to the pixels. */
final class PixelEquations {
  private static final int COPIES = 8;

  private PixelEquations() {}

  static Section section() {
    return new Section("SmoothGrad and pixel-space gradients",
        "Smilkov et al. 2017, arXiv 1706.03825; Zeiler, Fergus 2013, arXiv 1311.2901; Springenberg et al. 2014, arXiv 1412.6806",
        List.of(
            new Equation.Definition("SG 1", "Averages over noisy pictures",
                new Notation("M̂(x) = frac{1}{n} Σ_{r=1}^n M(x_r),  x_r = x + N(0, σ^2)"), Domain.MANY_GRADIENTS,
                PixelEquations::smooth),
            new Equation.Identity("BP 1", "Gradient",
                new Notation("R_l = 1[f_l > 0] · R_{l+1} ⇒ ⟨R_0, v⟩ = frac{d}{d t} S^c(x + t v)"), Domain.ANY,
                "the map of the gradient times a drawn direction v; forward mode along v",
                s -> along(s, new Gradient()), Counterexample.of(SmallNetwork.GAP,
                    "Guided Backprop in place of the gradient, on the small head of CAM",
                    s -> along(s, new GuidedBackprop()))),
            new Equation.Definition("BP 2", "DeconvNet", new Notation("R_l = 1[R_{l+1} > 0] · R_{l+1}"), Domain.ANY,
                s -> pixel(s, new DeconvNet())),
            new Equation.Definition("BP 3", "Guided Backprop", new Notation("R_l = 1[f_l > 0] · 1[R_{l+1} > 0] · R_{l+1}"),
                Domain.ANY,
                s -> pixel(s, new GuidedBackprop())),
            new Equation.Measurement("BP 3", "BP 2 and BP 3 are not gradients of anything",
                new Notation("\"maps against that of the gradient, the largest magnitude over the colours\""), Domain.ANY,
                PixelEquations::rules)));
  }

  /** The pixel with the largest gradient. */
  private static int pixel(EvaluationPoint s) {
    return new Gradient().explain(s.probe()).map().abs().argmax();
  }

  private static String where(EvaluationPoint s) {
    int[] cij = s.probe().x().shape().without(0).index(pixel(s));
    return "colour channel %d, pixel (%d, %d)".formatted(cij[0], cij[1], cij[2]);
  }

  private static NumberTable pixel(EvaluationPoint s, Method method) {
    return NumberTable.of(where(s)).with("gradient", new Gradient().explain(s.probe()).map().cell(pixel(s))).with(method.name(),
        method.explain(s.probe()).map().cell(pixel(s)));
  }

  private static NumberTable smooth(EvaluationPoint s) {
    Noise noise = new Noise(COPIES, 0.15, 0);
    NumberTable table = pixel(s, new SmoothGrad(new Gradient(), noise));
    double mean = IntStream.range(0, COPIES)
        .mapToDouble(r -> new Gradient().explain(s.probe().about(noise.sample(s.probe().x(), r))).map().cell(pixel(s))).average()
        .orElseThrow();
    return table.with("the same one by one", mean).with("n", COPIES).with("σ", noise.sigma());
  }

  /** [BP 1] ⟨R_0, v⟩ against dS(x + t v)/dt. */
  private static double along(EvaluationPoint s, Method method) {
    Probe probe = s.probe();
    Expr x = probe.cut().forward().x();
    Input v = Input.of("v", x.shape());
    Tensor direction = RandomStream.of(1).stream("direction").gaussian(x.shape(), probe.executor().precision(), 0, 1);
    Map<Expr, Tensor> given = new HashMap<>(probe.given());
    given.put(v, direction);
    double slope = probe.executor().value(Differential.jvp(probe.differentiated(Score.LOGIT), x, v), given).item();
    return RelativeError.of(method.explain(probe).map().dot(direction.reshape(x.shape().without(0))), slope);
  }

  private static NumberTable rules(EvaluationPoint s) {
    Tensor gradient = colours(new Gradient(), s);
    return NumberTable.of("each map divided by its maximum", MapDistance.COLUMNS)
        .with("deconvnet", MapDistance.between(gradient, colours(new DeconvNet(), s)))
        .with("guided-backprop", MapDistance.between(gradient, colours(new GuidedBackprop(), s)));
  }

  private static Tensor colours(Method method, EvaluationPoint s) { return method.explain(s.probe()).map().abs().max(0); }
}
