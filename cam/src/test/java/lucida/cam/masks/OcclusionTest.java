package lucida.cam.masks;

import static lucida.core.testkit.TensorAssert.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import lucida.cam.Baseline;
import lucida.cam.Example;
import lucida.cam.Invariance;
import lucida.cam.Probe;
import lucida.cam.SaliencyMap;
import lucida.cam.Score;
import lucida.cam.SlowNetwork;
import lucida.cam.Unit;
import lucida.core.Shape;
import lucida.core.Tensor;
import org.junit.jupiter.api.Test;

class OcclusionTest {
  /** Sums of some hundred products in float64, relative to the largest; a drop is a difference of scores of its own size. */
  private static final double ROUNDING = 1e-11;

  /**
   * [OT 14] Loop by loop: 6 positions on 12 pixels are 2 pixels apart, and a third of the side is 4 pixels, so that the patch of position i
   * covers the pixels 2i − 1 … 2i + 2, as far as there are such.
   */
  @Test
  void isTheDropLoopByLoop() {
    Probe probe = Example.GAP.probe();
    double[] x = probe.x().toDoubles();
    double[] mean = Baseline.MEAN.of(probe.x()).toDoubles();
    double[] S = new double[36];
    double[] p = new double[36];
    for (int i = 0; i < 6; i++)
      for (int j = 0; j < 6; j++) {
        double[] covered = x.clone();
        for (int c = 0; c < 3; c++)
          for (int row = 2 * i - 1; row <= 2 * i + 2; row++)
            for (int column = 2 * j - 1; column <= 2 * j + 2; column++)
              if (row >= 0 && row < 12 && column >= 0 && column < 12)
                covered[(c * 12 + row) * 12 + column] = mean[(c * 12 + row) * 12 + column];
        S[i * 6 + j] = SlowNetwork.GAP.scores(x)[1] - SlowNetwork.GAP.scores(covered)[1];
        p[i * 6 + j] = SlowNetwork.GAP.probability(x, 1) - SlowNetwork.GAP.probability(covered, 1);
      }
    assertClose(Tensor.of(Shape.of(6, 6), S), new Occlusion(Score.LOGIT, Baseline.MEAN, 6, 1.0 / 3).explain(probe).map(), ROUNDING);
    SaliencyMap ofP = new Occlusion(Score.PROBABILITY, Baseline.MEAN, 6, 1.0 / 3).explain(probe);
    assertClose(Tensor.of(Shape.of(6, 6), p), ofP.map(), ROUNDING);
    assertEquals(new Unit("probability", false), ofP.origin().unit());
    for (int ij = 0; ij < 36; ij++) S[ij] = -Math.expm1(-S[ij]); // (exp S − exp S′)/exp S
    SaliencyMap ofExp = new Occlusion(Score.EXP, Baseline.MEAN, 6, 1.0 / 3).explain(probe);
    assertClose(Tensor.of(Shape.of(6, 6), S), ofExp.map(), ROUNDING);
    assertEquals(new Unit("relative to exp(S)", true), ofExp.origin().unit());
  }

  /** A patch as large as the picture around its only position leaves the baseline. */
  @Test
  void coversEverythingWithOnePatch() {
    Probe probe = Example.DENSE.probe();
    double[] S = probe.scores(Score.LOGIT, 2, i -> i == 0 ? probe.picture() : probe.picture().scale(0));
    Tensor map = new Occlusion(Score.LOGIT, Baseline.ZERO, 1, 1).explain(probe).map();
    assertEquals(Shape.of(1, 1), map.shape());
    assertEquals(S[0] - S[1], map.item(), ROUNDING * Math.abs(S[0]));
  }

  /** A picture of fewer pixels than positions has a position for each pixel. */
  @Test
  void hasNoMorePositionsThanPixels() {
    Probe probe = Example.DENSE.probe();
    assertEquals(Shape.of(12, 12), new Occlusion().explain(probe).map().shape());
    assertEquals(145, new Occlusion().runs(probe));
  }

  @Test
  void isTheSameWhateverTheBatchAndTheThreads() {
    Occlusion method = new Occlusion(Score.PROBABILITY, Baseline.BLUR, 5, 0.3);
    Invariance.ofTheBatch(method);
    Invariance.ofTheThreads(method);
  }

  @Test
  void wantsAPatch() {
    assertThrows(IllegalArgumentException.class, () -> new Occlusion(Score.LOGIT, Baseline.ZERO, 0, 0.1));
    assertThrows(IllegalArgumentException.class, () -> new Occlusion(Score.LOGIT, Baseline.ZERO, 7, 0));
  }
}
