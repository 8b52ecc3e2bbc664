package lucida.cam.channels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import lucida.autodiff.Differential;
import lucida.autodiff.Expr;
import lucida.cam.Example;
import lucida.cam.Head;
import lucida.cam.Probe;
import lucida.cam.Score;
import lucida.cam.Slow;
import lucida.cam.Target;
import lucida.core.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class XGradCamTest {
  /** [OT 1] w_k = Σ_ij (A^k_ij / Σ_ab A^k_ab) g^k_ij, with the gradients by hand. */
  @ParameterizedTest
  @EnumSource
  void isThePapersSum(Example example) {
    Probe probe = example.probe();
    double[][][] A = Slow.cells(probe.activations());
    double[][][] g = new Head(example, probe).gradient(1);
    double[] w = new double[A.length];
    for (int k = 0; k < w.length; k++)
      for (int i = 0; i < A[k].length; i++)
        for (int j = 0; j < A[k][i].length; j++) w[k] += A[k][i][j] / Slow.sum(A[k]) * g[k][i][j];
    Slow.assertClose(Slow.weighted(w, A), new XGradCam().explain(probe).signed(), Slow.ROUNDING);
  }

  /** [OT 1] Conservation: Σ_k w_k ΣA^k = S^c − Σ_b b·∂S^c/∂b over the head's biases, if the head is piecewise linear. */
  @ParameterizedTest
  @EnumSource(names = {"GAP", "DENSE"})
  void conservesTheScore(Example example) {
    assertEquals(0, missing(example), Slow.ROUNDING);
  }

  /** Of a smooth head it does not: the first order is not all there is. */
  @Test
  void conservesNothingBehindACurve() {
    assertTrue(Math.abs(missing(Example.SMOOTH)) > 1e-3, "missing " + missing(Example.SMOOTH));
  }

  private static double missing(Example example) {
    Probe probe = example.probe();
    Expr S = probe.differentiated(Score.LOGIT);
    double biases = 0;
    for (String b : example == Example.GAP ? List.of("fc.bias") : List.of("fc1.bias", "fc2.bias")) {
      Tensor dS = probe.fromActivations(List.of(Differential.gradient(S, probe.cut().forward().parameters().get(b)))).getFirst();
      biases += dS.dot(probe.subject().model().weights().tensors().get(b));
    }
    double conserved = new XGradCam().weights(probe).w().dot(probe.activations().sum(1, 2));
    return conserved - (probe.logits().cell(1) - biases);
  }

  /** A channel that is 0 everywhere has the weight 0, not 0/0. */
  @Test
  void deadChannel() {
    Tensor w = new XGradCam().weights(Example.DENSE.subjectWithDeadChannel(2).probe(Example.picture(0), Target.ofClass(1))).w();
    assertEquals(0, w.cell(2));
    assertTrue(w.isFinite());
  }
}
