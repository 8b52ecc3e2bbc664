package lucida.book;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import lucida.cam.Baseline;
import lucida.cam.Noise;
import lucida.cam.Probe;
import lucida.cam.Score;
import lucida.cam.pixels.Gradient;
import lucida.cam.pixels.InputXGradient;
import lucida.cam.pixels.IntegratedGradients;
import lucida.cam.pixels.SmoothGrad;
import lucida.cam.pixels.SquareGrad;
import lucida.cam.pixels.VarGrad;
import lucida.core.Tensor;

/** [OT 11, OT 15] Methods that sum gradients with respect to the pixels. */
final class AveragedGradients {
  private static final int[] STEPS = {1, 2, 4, 8, 16, 32, 64};
  /** The number of cells of the path on which the variation of its slope is measured. */
  static final int CELLS = 128;
  private static final Noise NOISE = new Noise(5, 0.15, 0);

  private AveragedGradients() {}

  /** [OT 11] |Σ IG − rise| / |rise| for more and more steps. */
  static List<Outcome.Step> completeness(EvaluationPoint s) {
    Path path = Path.of(s);
    return path.steps(m -> path.gap(new IntegratedGradients(Score.LOGIT, Baseline.ZERO, m).explain(s.probe()).map()));
  }

  /** The same for gradient times picture, which has no steps. */
  static List<Outcome.Step> completenessOfInputXGradient(EvaluationPoint s) {
    Path path = Path.of(s);
    double gap = path.gap(new InputXGradient().explain(s.probe()).map());
    return path.steps(_ -> gap);
  }

  /**
   * The score from the baseline 0 to the picture.
   *
   * @param rise S(x) − S(0)
   * @param variation of the slope dS(t x)/dt for t from 0 to 1: Σ |s_{r+1} − s_r| over the mean slopes s_r of equal cells. It grows with
   * the number of cells, to the true one
   */
  private record Path(double rise, double variation) {
    static Path of(EvaluationPoint s) {
      Tensor x = s.probe().x().select(0, 0);
      double[] S = s.probe().scores(Score.LOGIT, CELLS + 1, r -> x.scale((double) r / CELLS));
      double variation = IntStream.range(1, CELLS).mapToDouble(r -> Math.abs(S[r + 1] - 2 * S[r] + S[r - 1]) * CELLS).sum();
      return new Path(S[CELLS] - S[0], variation);
    }

    double gap(Tensor map) { return Math.abs(map.sum() - rise) / Math.abs(rise); }

    /** With Koksma's bound of the rule of m midpoints: the variation times their discrepancy, 1/(2m). */
    List<Outcome.Step> steps(IntToDoubleFunction gap) {
      return IntStream.of(STEPS)
          .mapToObj(m -> new Outcome.Step(m, gap.applyAsDouble(m), variation / (2 * m) / Math.abs(rise))).toList();
    }
  }

  /** [OT 15] */
  static double squares(EvaluationPoint s) {
    Probe probe = s.probe();
    Tensor squares = IntStream.range(0, NOISE.samples())
        .mapToObj(r -> new Gradient().explain(probe.about(NOISE.sample(probe.x(), r))).map())
        .map(M -> M.times(M)).reduce(Tensor::plus).orElseThrow().scale(1.0 / NOISE.samples());
    Tensor mean = new SmoothGrad(new Gradient(), NOISE).explain(probe).map();
    Tensor parts = new VarGrad(new Gradient(), NOISE).explain(probe).map().plus(mean.times(mean));
    return RelativeError.worst(RelativeError.of(squares, parts),
        RelativeError.of(squares, new SquareGrad(new Gradient(), NOISE).explain(probe).map()));
  }

  static double varianceAlone(EvaluationPoint s) {
    return RelativeError.of(new VarGrad(new Gradient(), NOISE).explain(s.probe()).map(),
        new SquareGrad(new Gradient(), NOISE).explain(s.probe()).map());
  }
}
