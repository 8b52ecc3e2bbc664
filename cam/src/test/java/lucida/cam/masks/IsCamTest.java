package lucida.cam.masks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import lucida.cam.Baseline;
import lucida.cam.Example;
import lucida.cam.Probe;
import lucida.cam.SaliencyMap;
import lucida.cam.Score;
import lucida.cam.Settings;
import lucida.cam.Slow;
import lucida.cam.catalogue.Methods;
import lucida.core.Tensor;
import org.junit.jupiter.api.Test;

class IsCamTest {
  /** [OT 8] SC 2 averaged over the masks (r/N)·H^k, r = 1 … N. */
  @Test
  void isThePapersSum() {
    Probe probe = Example.SMOOTH.probe();
    double[][][] A = Slow.cells(probe.activations());
    double[][][] H = ScoreCamTest.masks(A);
    Tensor xb = Baseline.MEAN.of(probe.x());
    double[] C = new double[A.length];
    int N = 4;
    for (int k = 0; k < C.length; k++)
      for (int r = 1; r <= N; r++) {
        double[][] scaled = new double[12][12];
        for (int i = 0; i < 12; i++) for (int j = 0; j < 12; j++) scaled[i][j] = H[k][i][j] * r / N;
        C[k] += ScoreCamTest.score(probe, Score.LOGIT, scaled, xb) / N;
      }
    SaliencyMap map = new IsCam(Score.LOGIT, Baseline.MEAN, N).explain(probe);
    Slow.assertClose(Slow.relu(Slow.weighted(Slow.softmax(C), A)), map.map(), Slow.ROUNDING);
  }

  /** For N = 1 it is Score-CAM. */
  @Test
  void isScoreCamInOneStep() {
    Probe probe = Example.DENSE.probe();
    Slow.assertClose(new ScoreCam().explain(probe).map(), new IsCam(Score.LOGIT, Baseline.ZERO, 1).explain(probe).map(),
        Slow.ROUNDING);
  }

  @Test
  void saysWhatItDoes() {
    assertEquals(new IsCam(), Methods.named("iscam", Settings.USUAL));
    assertEquals(1 + 5 * 5, new IsCam().runs(Example.GAP.probe()));
    assertThrows(IllegalArgumentException.class, () -> new IsCam(Score.LOGIT, Baseline.ZERO, 0));
  }
}
