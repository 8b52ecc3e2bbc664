package lucida.cam.masks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import lucida.cam.Baseline;
import lucida.cam.Example;
import lucida.cam.Flag;
import lucida.cam.Head;
import lucida.cam.Probe;
import lucida.cam.Score;
import lucida.cam.Settings;
import lucida.cam.Slow;
import lucida.cam.catalogue.Methods;
import lucida.core.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GroupCamTest {
  /**
   * [OT 9] with plain loops: α_k = relu(mean g^k), M^l = relu(Σ α_k A^k) without what its θ-th percentile exceeds, L = relu(Σ_l C_l H^l);
   * compared after upsampling, where H^l is the mask itself. A cancellation in Σ_l C_l H^l loses a digit at most.
   */
  @ParameterizedTest
  @CsvSource({"GAP, PROBABILITY, 2, 70", "DENSE, LOGIT, 3, 40", "SMOOTH, PROBABILITY, 5, 0", "SMOOTH, LOGIT, 1, 70"})
  void isThePapersSum(Example example, Score score, int groups, double percentile) {
    Probe probe = example.probe();
    double[][][] A = Slow.cells(probe.activations());
    double[][][] g = new Head(example, probe).gradient(1);
    Tensor xb = Baseline.BLUR.of(probe.x());
    double[][] L = new double[12][12];
    int each = (A.length + groups - 1) / groups;
    for (int from = 0; from < A.length; from += each) {
      double[] alpha = new double[A.length];
      for (int k = from; k < Math.min(from + each, A.length); k++) alpha[k] = Math.max(0, Slow.mean(g[k]));
      double[][] M = above(Slow.relu(Slow.weighted(alpha, A)), percentile);
      if (Slow.max(M) == Slow.min(M)) continue;
      double[][] H = ScoreCamTest.masks(new double[][][]{M})[0];
      double C = ScoreCamTest.score(probe, score, H, xb) - ScoreCamTest.score(probe, score, new double[12][12], xb);
      for (int i = 0; i < 12; i++) for (int j = 0; j < 12; j++) L[i][j] += C * H[i][j];
    }
    Tensor signed = new GroupCam(score, Baseline.BLUR, groups, percentile).explain(probe).signed();
    Tensor up = new lucida.pictures.Resize(12, 12, lucida.pictures.Filter.BILINEAR).of(signed);
    Slow.assertClose(L, up, 10 * Slow.ROUNDING);
  }

  /** 0 where a cell does not exceed the percentile, which lies between neighbours of the sorted cells in proportion. */
  private static double[][] above(double[][] M, double percentile) {
    double[] sorted = Arrays.stream(M).flatMapToDouble(Arrays::stream).sorted().toArray();
    double place = percentile / 100 * (sorted.length - 1);
    int below = (int) place;
    double threshold = sorted[below] + (place - below) * (sorted[Math.min(below + 1, sorted.length - 1)] - sorted[below]);
    double[][] y = new double[M.length][M[0].length];
    for (int i = 0; i < y.length; i++) for (int j = 0; j < y[i].length; j++) y[i][j] = M[i][j] > threshold ? M[i][j] : 0;
    return y;
  }

  /** A group without a positive weight has no map and no mask. */
  @Test
  void groupsWithoutEvidenceAreCounted() {
    Probe probe = Example.GAP.probe();
    Tensor fc = probe.subject().model().weights().tensors().get("fc.weight");
    int negative = 0;
    for (int k = 0; k < Example.CHANNELS; k++) if (fc.at(1, k) <= 0) negative++;
    GroupCam single = new GroupCam(Score.LOGIT, Baseline.BLUR, 99, 0);
    assertEquals(negative, single.explain(probe).flags().stream().filter(f -> f.kind() == Flag.Kind.NO_MASK)
        .mapToInt(Flag::count).sum());
    assertEquals(3 + Example.CHANNELS, single.runs(probe));
  }

  @Test
  void parameters() {
    assertEquals(new GroupCam(), Methods.named("groupcam", Settings.USUAL));
    assertEquals("{score=probability, baseline=blur, groups=32, percentile=70.0}", new GroupCam().parameters().toString());
    assertThrows(IllegalArgumentException.class, () -> new GroupCam(Score.LOGIT, Baseline.BLUR, 0, 70));
    assertThrows(IllegalArgumentException.class, () -> new GroupCam(Score.LOGIT, Baseline.BLUR, 2, 100));
  }
}
