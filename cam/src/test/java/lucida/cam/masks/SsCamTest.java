package lucida.cam.masks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import lucida.cam.Baseline;
import lucida.cam.Example;
import lucida.cam.Noise;
import lucida.cam.Probe;
import lucida.cam.SaliencyMap;
import lucida.cam.Score;
import lucida.cam.Settings;
import lucida.cam.Slow;
import lucida.cam.Target;
import lucida.cam.catalogue.Methods;
import lucida.cam.masks.SsCam.Place;
import lucida.core.Precision;
import lucida.core.RandomStream;
import lucida.core.Shape;
import lucida.core.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SsCamTest {
  private static final Noise NOISE = new Noise(3, 0.4, 17);

  /** [OT 7] SC 2 averaged over noisy masks or noisy pictures. */
  @ParameterizedTest
  @EnumSource
  void isThePapersSum(Place place) {
    Probe probe = Example.SMOOTH.probe();
    double[][][] A = Slow.cells(probe.activations());
    double[][][] H = ScoreCamTest.masks(A);
    Tensor zero = Baseline.ZERO.of(probe.x());
    double[] C = new double[A.length];
    for (int k = 0; k < C.length; k++)
      for (int r = 0; r < 3; r++)
        C[k] += (place == Place.MASK
            ? ScoreCamTest.score(probe, Score.LOGIT, noisy(H[k], r), zero)
            : ScoreCamTest.score(probe.about(NOISE.sample(probe.x(), r)), Score.LOGIT, H[k], zero)) / 3;
    SaliencyMap map = new SsCam(Score.LOGIT, Baseline.ZERO, NOISE, place).explain(probe);
    Slow.assertClose(Slow.relu(Slow.weighted(Slow.softmax(C), A)), map.map(), Slow.ROUNDING);
  }

  private static double[][] noisy(double[][] H, int r) {
    Tensor e = RandomStream.of(17).stream("sscam").stream(r).gaussian(Shape.of(12, 12), Precision.FLOAT64, 0, 0.4);
    double[][] y = new double[12][12];
    for (int i = 0; i < 12; i++) for (int j = 0; j < 12; j++) y[i][j] = H[i][j] + e.at(i, j);
    return y;
  }

  /** Without noise it is Score-CAM. */
  @ParameterizedTest
  @EnumSource
  void isScoreCamWithoutNoise(Place place) {
    Probe probe = Example.DENSE.probe();
    Slow.assertClose(new ScoreCam().explain(probe).map(),
        new SsCam(Score.LOGIT, Baseline.ZERO, new Noise(2, 0, 0), place).explain(probe).map(), Slow.ROUNDING);
  }

  /** A seed is a map, another seed another one; batches change rounding only. */
  @ParameterizedTest
  @EnumSource
  void seeds(Place place) {
    SsCam sscam = new SsCam(Score.LOGIT, Baseline.ZERO, NOISE, place);
    Tensor map = sscam.explain(Example.DENSE.probe()).map();
    assertTrue(map.sameAs(sscam.explain(Example.DENSE.probe()).map()));
    assertFalse(map.sameAs(
        new SsCam(Score.LOGIT, Baseline.ZERO, new Noise(3, 0.4, 18), place).explain(Example.DENSE.probe()).map()));
    Probe others = Example.DENSE.subject().inBatchesOf(4).probe(Example.picture(0), Target.ofClass(1));
    Slow.assertClose(map, sscam.explain(others).map(), Slow.ROUNDING);
  }

  @Test
  void saysWhatItDoes() {
    assertEquals(new SsCam(), Methods.named("sscam", Settings.USUAL));
    assertEquals(1 + 5 * 5, new SsCam().runs(Example.GAP.probe()));
    assertEquals("{score=logit, baseline=zero, noise=Noise[samples=5, sigma=2.0, seed=0], place=mask}",
        new SsCam().parameters().toString());
  }
}
