package lucida.cam.channels;

import static org.junit.jupiter.api.Assertions.assertTrue;

import lucida.cam.Example;
import lucida.cam.Head;
import lucida.cam.Probe;
import lucida.cam.SaliencyMap;
import lucida.cam.Slow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HiResCamTest {
  /** [OT 3] L_ij = relu(Σ_k g^k_ij A^k_ij), with the gradients by hand. */
  @ParameterizedTest
  @EnumSource
  void isThePapersSum(Example example) {
    Probe probe = example.probe();
    double[][][] A = Slow.cells(probe.activations());
    double[][][] g = new Head(example, probe).gradient(1);
    double[][] L = new double[A[0].length][A[0][0].length];
    for (int i = 0; i < L.length; i++)
      for (int j = 0; j < L[i].length; j++) for (int k = 0; k < A.length; k++) L[i][j] += g[k][i][j] * A[k][i][j];
    SaliencyMap map = new HiResCam().explain(probe);
    Slow.assertClose(L, map.signed(), Slow.ROUNDING);
    Slow.assertClose(Slow.relu(L), map.map(), Slow.ROUNDING);
  }

  /** [OT 3] Under GAP and a linear layer it is Grad-CAM: g^k_ij is the same at all positions. */
  @Test
  void isGradCamUnderGlobalAveragePooling() {
    Probe probe = Example.GAP.probe();
    Slow.assertClose(new GradCam().explain(probe).map(), new HiResCam().explain(probe).map(), Slow.ROUNDING);
  }

  /** Under another head it is not. */
  @Test
  void isNotGradCamElsewhere() {
    Probe probe = Example.DENSE.probe();
    SaliencyMap gradcam = new GradCam().explain(probe);
    assertTrue(gradcam.signed().minus(new HiResCam().explain(probe).signed()).abs().max() > 0.1 * gradcam.signed().abs().max());
  }
}
