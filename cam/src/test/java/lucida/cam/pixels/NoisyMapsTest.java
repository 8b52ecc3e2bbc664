package lucida.cam.pixels;

import static lucida.core.testkit.TensorAssert.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.BinaryOperator;
import lucida.cam.Example;
import lucida.cam.Invariance;
import lucida.cam.Method;
import lucida.cam.Noise;
import lucida.cam.PixelMethod;
import lucida.cam.Probe;
import lucida.cam.Score;
import lucida.cam.SlowNetwork;
import lucida.core.Shape;
import lucida.core.Tensor;
import org.junit.jupiter.api.Test;

/** SmoothGrad, VarGrad and SquareGrad: three readings of the same samples. */
class NoisyMapsTest {
  /** Sums of some hundred products in float64, relative to the largest. */
  private static final double ROUNDING = 1e-12;
  private static final Shape PICTURE = Shape.of(3, 12, 12);
  private static final Noise NOISE = new Noise(7, 0.2, 11);
  private static final Gradient GRADIENT = new Gradient();

  /** M(x_r) of the samples, loop by loop. */
  private static double[][] maps(Tensor x) {
    double[][] M = new double[NOISE.samples()][];
    for (int r = 0; r < M.length; r++) M[r] = SlowNetwork.GAP.gradient(NOISE.sample(x, r).toDoubles(), 1);
    return M;
  }

  private static Tensor over(double[][] M, BinaryOperator<Double> term, double[] centre) {
    double[] sum = new double[M[0].length];
    for (double[] m : M) for (int e = 0; e < sum.length; e++) sum[e] += term.apply(m[e], centre[e]) / M.length;
    return Tensor.of(PICTURE, sum);
  }

  /** [SG 1] [OT 15] The mean, the variance and the mean square of the maps. */
  @Test
  void areTheMomentsLoopByLoop() {
    Probe probe = Example.GAP.probe();
    double[][] M = maps(probe.x());
    Tensor mean = over(M, (m, _) -> m, new double[PICTURE.size()]);
    assertClose(mean, new SmoothGrad(GRADIENT, NOISE).explain(probe).map(), ROUNDING);
    assertClose(over(M, (m, centre) -> (m - centre) * (m - centre), mean.toDoubles()),
        new VarGrad(GRADIENT, NOISE).explain(probe).map(), ROUNDING);
    assertClose(over(M, (m, _) -> m * m, mean.toDoubles()), new SquareGrad(GRADIENT, NOISE).explain(probe).map(), ROUNDING);
  }

  /** Over a probability the maps are ∂p/∂x(x_r), all divided by the one p(x): not each by its own. */
  @Test
  void ofAProbabilityAllCopiesCountByTheirOwnProbability() {
    Probe probe = Example.GAP.probe();
    double[] expected = new double[PICTURE.size()];
    for (int r = 0; r < NOISE.samples(); r++) {
      double[] g = SlowNetwork.GAP.gradientOfProbability(NOISE.sample(probe.x(), r).toDoubles(), 1);
      for (int e = 0; e < expected.length; e++) expected[e] += g[e] / NOISE.samples();
    }
    Tensor map = Tensor.of(PICTURE, expected).scale(1 / SlowNetwork.GAP.probability(probe.x().toDoubles(), 1));
    assertClose(map, new SmoothGrad(new Gradient(Score.PROBABILITY), NOISE).explain(probe).map(), ROUNDING);
  }

  /** σ = 0: all copies are the picture, over any pixel method. */
  @Test
  void withoutNoiseThereIsNothingToAverage() {
    Noise none = new Noise(5, 0, 1);
    for (Example example : Example.values())
      for (PixelMethod of : List.of(GRADIENT, new Gradient(Score.PROBABILITY), new InputXGradient(), new GuidedBackprop(),
          new DeconvNet())) {
            Probe probe = example.probe();
            Tensor M = of.explain(probe).map();
            assertClose(M, new SmoothGrad(of, none).explain(probe).map(), ROUNDING);
            assertTrue(new VarGrad(of, none).explain(probe).map().max() <= ROUNDING * M.abs().max() * M.abs().max());
            assertClose(M.times(M), new SquareGrad(of, none).explain(probe).map(), ROUNDING);
          }
  }

  @Test
  void aSeedGivesItsOwnSamples() {
    Probe probe = Example.GAP.probe();
    Tensor map = new SmoothGrad(GRADIENT, NOISE).explain(probe).map();
    Tensor other = new SmoothGrad(GRADIENT, new Noise(NOISE.samples(), NOISE.sigma(), 12)).explain(probe).map();
    assertTrue(map.minus(other).norm() > 0.01 * map.norm());
  }

  @Test
  void isTheSameWhateverTheBatchAndTheThreads() {
    for (Method method : List.of(new SmoothGrad(GRADIENT, NOISE), new VarGrad(new GuidedBackprop(), NOISE),
        new SquareGrad(new Gradient(Score.PROBABILITY), NOISE))) {
      Invariance.ofTheBatch(method);
      Invariance.ofTheThreads(method);
    }
  }

  @Test
  void saysWhatItIsOf() {
    assertEquals("{of=Gradient[score=logit], noise=Noise[samples=7, sigma=0.2, seed=11]}",
        new SmoothGrad(GRADIENT, NOISE).parameters().toString());
    assertEquals(14, new VarGrad(GRADIENT, NOISE).runs(Example.GAP.probe()));
  }
}
