package lucida.cam.masks;

import static lucida.core.testkit.TensorAssert.assertClose;
import static lucida.core.testkit.TensorAssert.assertSame;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import lucida.autodiff.Constant;
import lucida.cam.Baseline;
import lucida.cam.Example;
import lucida.cam.Invariance;
import lucida.cam.Probe;
import lucida.cam.Score;
import lucida.cam.SlowNetwork;
import lucida.cam.Target;
import lucida.core.Precision;
import lucida.core.RandomStream;
import lucida.core.Shape;
import lucida.core.Tensor;
import org.junit.jupiter.api.Test;

class RiseTest {
  /** Sums of some hundred products in float64, relative to the largest. */
  private static final double ROUNDING = 1e-12;
  private static final int N = 21;
  private static final Shape PLANE = Shape.of(12, 12);

  private static Rise rise(Score score, long seed) {
    return new Rise(score, Baseline.ZERO, N, 3, 0.4, seed);
  }

  /**
   * Mask r of a grid of 3 × 3 cells over 12 pixels: cells of 4 pixels, the grid enlarged to 16 pixels, pixel i of them at (i + ½)·3/16 − ½
   * between the centres of the cells, cut out from a random row and column 0 … 3 on.
   */
  private static double[] mask(long seed, int r) {
    RandomStream draws = RandomStream.of(seed).stream("rise").stream(r);
    int top = draws.stream("place").below(4, 0), left = draws.stream("place").below(4, 1);
    double[] m = new double[144];
    for (int i = 0; i < 12; i++)
      for (int j = 0; j < 12; j++) {
        double row = Math.clamp((top + i + 0.5) * 3 / 16 - 0.5, 0, 2), column = Math.clamp((left + j + 0.5) * 3 / 16 - 0.5, 0, 2);
        for (int a = 0; a < 3; a++)
          for (int b = 0; b < 3; b++)
            if (draws.stream("grid").bernoulli(0.4, a * 3 + b))
              m[i * 12 + j] += Math.max(0, 1 - Math.abs(row - a)) * Math.max(0, 1 - Math.abs(column - b));
      }
    return m;
  }

  @Test
  void masksAreThePapersLoopByLoop() {
    for (int r = 0; r < N; r++)
      assertClose(Tensor.of(PLANE, mask(5, r)), rise(Score.LOGIT, 5).mask(r, PLANE, Precision.FLOAT64), ROUNDING);
  }

  /** [OT 13] Loop by loop, of the score and of the probability. */
  @Test
  void isThePaperLoopByLoop() {
    Probe probe = Example.GAP.probe();
    double[] x = probe.x().toDoubles();
    double[] ofS = new double[144], ofP = new double[144], shown = new double[144];
    for (int r = 0; r < N; r++) {
      double[] m = mask(5, r);
      double[] masked = new double[x.length];
      for (int e = 0; e < x.length; e++) masked[e] = x[e] * m[e % 144];
      for (int e = 0; e < 144; e++) {
        ofS[e] += SlowNetwork.GAP.scores(masked)[1] * m[e];
        ofP[e] += SlowNetwork.GAP.probability(masked, 1) * m[e];
        shown[e] += m[e];
      }
    }
    for (int e = 0; e < 144; e++) {
      assertTrue(shown[e] > 0);
      ofS[e] /= shown[e];
      ofP[e] /= shown[e];
    }
    assertClose(Tensor.of(PLANE, ofS), rise(Score.LOGIT, 5).explain(probe).map(), ROUNDING);
    assertClose(Tensor.of(PLANE, ofP), rise(Score.PROBABILITY, 5).explain(probe).map(), ROUNDING);
  }

  /** Behind the masks is the baseline: with the picture itself there, no mask changes anything. */
  @Test
  void theBaselineShowsThrough() {
    Tensor grey = Tensor.filled(Shape.of(3, 12, 12), Precision.FLOAT64, 0.3);
    Probe probe = Example.DENSE.subject().probe(grey, Target.ofClass(1));
    Tensor map = new Rise(Score.LOGIT, Baseline.MEAN, N, 3, 0.4, 5).explain(probe).map();
    assertClose(Tensor.filled(PLANE, Precision.FLOAT64, probe.logits().cell(1)), map, ROUNDING);
  }

  /** A score that does not change gives a flat map, however few the masks are; each is m/m summed in one order. */
  @Test
  void aConstantScoreGivesAFlatMap() {
    Target one = new Target.OfFunction("1", f -> Constant.one(Shape.of(f.x().shape().extent(0))));
    Tensor map = rise(Score.LOGIT, 5).explain(Example.DENSE.subject().probe(Example.picture(0), one)).map();
    assertSame(Tensor.filled(PLANE, Precision.FLOAT64, 1), map);
  }

  /** A bright spot that alone makes the score lies where the map is highest. */
  @Test
  void findsWhatTheScoreIsOf() {
    Target spot = new Target.OfFunction("pixel (3, 8)", f -> f.x().at(1, 0).at(1, 3).at(1, 8));
    Tensor bright = Tensor.filled(Shape.of(3, 12, 12), Precision.FLOAT64, e -> e == 3 * 12 + 8 ? 1 : 0);
    Tensor map = new Rise(Score.LOGIT, Baseline.ZERO, 400, 6, 0.5, 5).explain(Example.GAP.subject().probe(bright, spot)).map();
    int[] where = PLANE.index(map.argmax());
    assertTrue(Math.abs(where[0] - 3) <= 1 && Math.abs(where[1] - 8) <= 1, where[0] + ", " + where[1]);
  }

  /** A pixel that no mask shows is 0 and not 0/0. */
  @Test
  void isZeroWhereNothingIsShown() {
    Tensor map = new Rise(Score.LOGIT, Baseline.ZERO, 1, 3, 1e-9, 5).explain(Example.GAP.probe()).map();
    assertEquals(0, map.abs().max());
  }

  @Test
  void isTheSameWhateverTheBatchAndTheThreads() {
    Invariance.ofTheBatch(rise(Score.PROBABILITY, 5));
    Invariance.ofTheThreads(rise(Score.PROBABILITY, 5));
    Tensor map = rise(Score.LOGIT, 5).explain(Example.GAP.probe()).map();
    assertTrue(map.minus(rise(Score.LOGIT, 6).explain(Example.GAP.probe()).map()).norm() > 0.01 * map.norm());
  }

  @Test
  void wantsMasksAGridAndAProbability() {
    assertThrows(IllegalArgumentException.class, () -> new Rise(Score.LOGIT, Baseline.ZERO, 0, 7, 0.5, 0));
    assertThrows(IllegalArgumentException.class, () -> new Rise(Score.LOGIT, Baseline.ZERO, 1, 0, 0.5, 0));
    assertThrows(IllegalArgumentException.class, () -> new Rise(Score.LOGIT, Baseline.ZERO, 1, 7, 0, 0));
  }
}
