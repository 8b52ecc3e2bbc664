package lucida.cam.equations;

import java.util.List;
import java.util.stream.IntStream;
import lucida.cam.Baseline;
import lucida.cam.Gradient;
import lucida.cam.InputXGradient;
import lucida.cam.IntegratedGradients;
import lucida.cam.Noise;
import lucida.cam.Probe;
import lucida.cam.Score;
import lucida.cam.SmoothGrad;
import lucida.cam.SquareGrad;
import lucida.cam.VarGrad;
import lucida.core.Tensor;

/** [OT 11, OT 15] The methods among the others that sum gradients by the pixels. */
final class PixelOthers {
  private static final int[] STEPS = {1, 2, 4, 8, 16, 32, 64};
  private static final Noise NOISE = new Noise(5, 0.15, 0);

  private PixelOthers() {}

  /** [OT 11] |Σ IG − rise| / |rise| for more and more steps. */
  static List<Finding.Step> completeness(Specimen s) {
    return IntStream.of(STEPS).mapToObj(
        steps -> new Finding.Step(steps,
            gap(s, new IntegratedGradients(Score.LOGIT, Baseline.ZERO, steps).explain(s.probe()).map())))
        .toList();
  }

  /** The same of one gradient times the picture: it knows no steps. */
  static List<Finding.Step> completenessOfInputXGradient(Specimen s) {
    double gap = gap(s, new InputXGradient().explain(s.probe()).map());
    return IntStream.of(STEPS).mapToObj(steps -> new Finding.Step(steps, gap)).toList();
  }

  private static double gap(Specimen s, Tensor map) {
    Tensor x = s.probe().x().select(0, 0);
    double[] f = s.probe().scores(Score.LOGIT, 2, i -> i == 0 ? x : x.scale(0));
    return Math.abs(map.sum() - (f[0] - f[1])) / Math.abs(f[0] - f[1]);
  }

  /** [OT 15] */
  static double squares(Specimen s) {
    Probe probe = s.probe();
    Tensor squares = IntStream.range(0, NOISE.samples())
        .mapToObj(r -> new Gradient().explain(probe.about(NOISE.sample(probe.x(), r))).map())
        .map(M -> M.times(M)).reduce(Tensor::plus).orElseThrow().scale(1.0 / NOISE.samples());
    Tensor mean = new SmoothGrad(new Gradient(), NOISE).explain(probe).map();
    Tensor parts = new VarGrad(new Gradient(), NOISE).explain(probe).map().plus(mean.times(mean));
    return Apart.worst(Apart.relative(squares, parts),
        Apart.relative(squares, new SquareGrad(new Gradient(), NOISE).explain(probe).map()));
  }

  static double varianceAlone(Specimen s) {
    return Apart.relative(new VarGrad(new Gradient(), NOISE).explain(s.probe()).map(),
        new SquareGrad(new Gradient(), NOISE).explain(s.probe()).map());
  }
}
