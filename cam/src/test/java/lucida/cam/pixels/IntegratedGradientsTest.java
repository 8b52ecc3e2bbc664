package lucida.cam.pixels;

import static lucida.core.testkit.TensorAssert.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import lucida.cam.Baseline;
import lucida.cam.Example;
import lucida.cam.Invariance;
import lucida.cam.Probe;
import lucida.cam.SaliencyMap;
import lucida.cam.Score;
import lucida.cam.SlowNetwork;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.layers.Activation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class IntegratedGradientsTest {
  /** Sums of some hundred products in float64, relative to the largest. */
  private static final double ROUNDING = 1e-12;

  /** [OT 11] Loop by loop, from each baseline. */
  @ParameterizedTest
  @EnumSource(Baseline.class)
  void isThePaperLoopByLoop(Baseline baseline) {
    Probe probe = Example.GAP.probe();
    double[] x = probe.x().toDoubles();
    double[] from = baseline.of(probe.x()).toDoubles();
    int m = 9;
    double[] IG = new double[x.length];
    for (int s = 1; s <= m; s++) {
      double[] at = new double[x.length];
      for (int e = 0; e < x.length; e++) at[e] = from[e] + (s - 0.5) / m * (x[e] - from[e]);
      double[] g = SlowNetwork.GAP.gradient(at, 1);
      for (int e = 0; e < x.length; e++) IG[e] += (x[e] - from[e]) * g[e] / m;
    }
    assertClose(Tensor.of(Shape.of(3, 12, 12), IG), new IntegratedGradients(Score.LOGIT, baseline, m).explain(probe).map(),
        ROUNDING);
  }

  /** [OT 11] A linear network has one gradient everywhere: Σ IG = S(x) − S(x′) with a single step, and IG = (x − x′) ⊙ g. */
  @Test
  void isCompleteForALinearNetwork() {
    Probe probe = Rules.with(new Activation("none", x -> x));
    Tensor from = Baseline.MEAN.of(probe.x());
    double rise = probe.logits().cell(1) - probe.about(from).logits().cell(1);
    Tensor IG = new IntegratedGradients(Score.LOGIT, Baseline.MEAN, 1).explain(probe).map();
    assertEquals(rise, IG.sum(), ROUNDING * IG.abs().sum());
    assertClose(probe.x().minus(from).reshape(IG.shape()).times(new Gradient().explain(probe).map()), IG, ROUNDING);
  }

  /** [OT 11] Of a smooth network the midpoint rule misses by a multiple of 1/m²: four times the steps, a sixteenth of the gap, here at most a tenth. */
  @ParameterizedTest
  @EnumSource(Score.class)
  void becomesCompleteAsTheStepsGrow(Score score) {
    Probe probe = Rules.with(Activation.TANH);
    double before = Double.POSITIVE_INFINITY;
    for (int steps : new int[]{16, 64, 256}) {
      double gap = Math.abs(new IntegratedGradients(score, Baseline.ZERO, steps).explain(probe).map().sum() - rise(probe, score));
      assertTrue(gap < before / 10, score + ", " + steps + " steps: gap " + gap + " after " + before);
      before = gap;
    }
  }

  /** [OT 11] With kinks by a multiple of 1/m, whose factor differs from m to m: 64 times the steps, less than an eighth of the gap. */
  @ParameterizedTest
  @EnumSource(Example.class)
  void becomesCompleteInSpiteOfKinks(Example example) {
    Probe probe = example.probe();
    double coarse = Math
        .abs(new IntegratedGradients(Score.LOGIT, Baseline.ZERO, 4).explain(probe).map().sum() - rise(probe, Score.LOGIT));
    double fine = Math
        .abs(new IntegratedGradients(Score.LOGIT, Baseline.ZERO, 256).explain(probe).map().sum() - rise(probe, Score.LOGIT));
    assertTrue(fine < coarse / 8, "gap " + fine + " after " + coarse);
  }

  /** Y(x) − Y(0), divided by Y(x) where Y is exp(S) or p, from Y itself. */
  private static double rise(Probe probe, Score score) {
    double[] Y = probe.scores(score, 2, i -> i == 0 ? probe.picture() : probe.picture().scale(0));
    return score == Score.LOGIT ? Y[0] - Y[1] : (Y[0] - Y[1]) / Y[0];
  }

  @Test
  void tellsHowCompleteItIs() {
    Probe probe = Example.SMOOTH.probe();
    SaliencyMap map = new IntegratedGradients().explain(probe);
    String text = map.facts().getOrDefault("completeness", "");
    double rise = rise(probe, Score.LOGIT);
    assertTrue(
        text.startsWith(
            String.format(Locale.ROOT, "the map sums to %.6g, the score changes by %.6g", map.map().sum(), rise)),
        text);
  }

  @Test
  void isTheSameWhateverTheBatchAndTheThreads() {
    IntegratedGradients method = new IntegratedGradients(Score.PROBABILITY, Baseline.BLUR, 7);
    Invariance.ofTheBatch(method);
    Invariance.ofTheThreads(method);
    assertEquals(16, method.runs(Example.GAP.probe()));
  }

  @Test
  void wantsAStep() {
    assertThrows(IllegalArgumentException.class, () -> new IntegratedGradients(Score.LOGIT, Baseline.ZERO, 0));
  }
}
