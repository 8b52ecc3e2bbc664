package lucida.cam.channels;

import static org.junit.jupiter.api.Assertions.assertTrue;

import lucida.cam.Example;
import lucida.cam.Head;
import lucida.cam.Probe;
import lucida.cam.Slow;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LayerCamTest {
  /** [OT 2] L_ij = relu(Σ_k relu(g^k_ij) A^k_ij), with the gradients by hand. */
  @ParameterizedTest
  @EnumSource
  void isThePapersSum(Example example) {
    Probe probe = example.probe();
    double[][][] A = Slow.cells(probe.activations());
    double[][][] g = new Head(example, probe).gradient(1);
    double[][] L = new double[A[0].length][A[0][0].length];
    for (int i = 0; i < L.length; i++)
      for (int j = 0; j < L[i].length; j++)
        for (int k = 0; k < A.length; k++) if (g[k][i][j] > 0) L[i][j] += g[k][i][j] * A[k][i][j];
    Slow.assertClose(Slow.relu(L), new LayerCam().explain(probe).map(), Slow.ROUNDING);
  }

  /** After a ReLU no term is negative: nowhere less than HiResCAM, which keeps the terms against the class. */
  @ParameterizedTest
  @EnumSource
  void isNowhereLessThanHiResCam(Example example) {
    Probe probe = example.probe();
    assertTrue(new LayerCam().explain(probe).signed().minus(new HiResCam().explain(probe).signed()).min() >= -1e-15);
  }
}
