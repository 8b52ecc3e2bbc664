package lucida.cam.derivatives;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import lucida.cam.Example;
import lucida.cam.Head;
import lucida.cam.Probe;
import lucida.cam.Score;
import lucida.cam.Settings;
import lucida.cam.Slow;
import lucida.cam.catalogue.Methods;
import lucida.cam.channels.GradCam;
import lucida.core.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ShapleyCamTest {
  /** [OT 10] On a piecewise linear head the Hessian is 0 in the graph: Grad-CAM, bit for bit. */
  @ParameterizedTest
  @EnumSource(names = {"GAP", "DENSE"})
  void isGradCamOnPiecewiseLinearHeads(Example example) {
    Probe probe = example.probe();
    assertTrue(new GradCam().explain(probe).signed().sameAs(new ShapleyCam().explain(probe).signed()));
  }

  /** [OT 10] w_k = (1/Z) Σ_ij (g − ½ H A)^k_ij with derivatives by hand; it is not Grad-CAM here. */
  @Test
  void isThePapersSumOnASmoothHead() {
    Probe probe = Example.SMOOTH.probe();
    Head head = new Head(Example.SMOOTH, probe);
    double[][][] A = Slow.cells(probe.activations());
    double[][][] g = head.gradient(1);
    double[][][] HA = head.hessianTimesA(1);
    double[] w = new double[A.length];
    for (int k = 0; k < w.length; k++) w[k] = Slow.mean(g[k]) - Slow.mean(HA[k]) / 2;
    Tensor map = new ShapleyCam().explain(probe).signed();
    Slow.assertClose(Slow.weighted(w, A), map, Slow.ROUNDING);
    assertTrue(map.minus(new GradCam().explain(probe).signed()).abs().max() > 0.01 * map.abs().max());
  }

  /** Y = exp(S) on a piecewise linear head: ∂²Y/∂A² = Y g gᵀ, so that w_k = (1 − ½ ⟨g, A⟩) mean g^k after division by Y. */
  @Test
  void exponentialOfAPiecewiseLinearScore() {
    Probe probe = Example.DENSE.probe();
    double[][][] A = Slow.cells(probe.activations());
    double[][][] g = new Head(Example.DENSE, probe).gradient(1);
    double factor = 1 - along(g, A) / 2;
    double[] w = new double[A.length];
    for (int k = 0; k < w.length; k++) w[k] = factor * Slow.mean(g[k]);
    Slow.assertClose(Slow.weighted(w, A), new ShapleyCam(Score.EXP).explain(probe).signed(), Slow.ROUNDING);
  }

  /**
   * Y = p^c on a smooth head. With ℓ = log p^c, ḡ = Σ_m p_m g^m: ∇ℓ = g^c − ḡ, ∇²ℓ A = H^c A − Σ_m p_m (H^m A + (g^m − ḡ)⟨g^m − ḡ, A⟩), and
   * ∇²Y A / Y = ∇²ℓ A + ∇ℓ ⟨∇ℓ, A⟩.
   */
  @Test
  void probabilityOfASmoothScore() {
    Probe probe = Example.SMOOTH.probe();
    Head head = new Head(Example.SMOOTH, probe);
    double[][][] A = Slow.cells(probe.activations());
    double[] p = Slow.softmax(probe.logits().toDoubles());
    double[][][] l1 = combined(1, head.gradient(1), 0, A);
    double[][][] HA = combined(1, head.hessianTimesA(1), 0, A);
    for (int m = 0; m < p.length; m++) l1 = combined(1, l1, -p[m], head.gradient(m));
    for (int m = 0; m < p.length; m++) {
      double[][][] centred = combined(1, head.gradient(m), -1, combined(1, head.gradient(1), -1, l1)); // g^m − ḡ
      HA = combined(1, HA, -p[m], combined(1, head.hessianTimesA(m), along(centred, A), centred));
    }
    HA = combined(1, HA, along(l1, A), l1);
    double[] w = new double[A.length];
    for (int k = 0; k < w.length; k++) w[k] = Slow.mean(l1[k]) - Slow.mean(HA[k]) / 2;
    Slow.assertClose(Slow.weighted(w, A), new ShapleyCam(Score.PROBABILITY).explain(probe).signed(), Slow.ROUNDING);
  }

  private static double along(double[][][] g, double[][][] A) {
    double sum = 0;
    for (int k = 0; k < g.length; k++)
      for (int i = 0; i < g[k].length; i++) for (int j = 0; j < g[k][i].length; j++) sum += g[k][i][j] * A[k][i][j];
    return sum;
  }

  /** a x + b y. */
  private static double[][][] combined(double a, double[][][] x, double b, double[][][] y) {
    double[][][] z = new double[x.length][x[0].length][x[0][0].length];
    for (int k = 0; k < z.length; k++)
      for (int i = 0; i < z[k].length; i++)
        for (int j = 0; j < z[k][i].length; j++) z[k][i][j] = a * x[k][i][j] + b * y[k][i][j];
    return z;
  }

  @Test
  void name() {
    assertEquals(new ShapleyCam(), Methods.named("shapleycam", Settings.USUAL));
  }
}
