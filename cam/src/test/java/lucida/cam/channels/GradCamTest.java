package lucida.cam.channels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import lucida.cam.Example;
import lucida.cam.Head;
import lucida.cam.Probe;
import lucida.cam.SaliencyMap;
import lucida.cam.Score;
import lucida.cam.Slow;
import lucida.cam.Subject;
import lucida.cam.Target;
import lucida.core.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GradCamTest {
  /** [GC 1, GC 2] α_k = (1/Z) Σ_ij ∂S^c/∂A^k_ij, L = relu(Σ_k α_k A^k), with the gradients by hand. */
  @ParameterizedTest
  @EnumSource
  void isThePapersSum(Example example) {
    Probe probe = example.probe();
    double[][][] g = new Head(example, probe).gradient(1);
    double[] alpha = new double[g.length];
    for (int k = 0; k < g.length; k++) {
      for (double[] row : g[k]) for (double gkij : row) alpha[k] += gkij;
      alpha[k] /= g[k].length * g[k][0].length;
    }
    double[][] signed = Slow.weighted(alpha, Slow.cells(probe.activations()));
    SaliencyMap map = new GradCam().explain(probe);
    Slow.assertClose(signed, map.signed(), Slow.ROUNDING);
    Slow.assertClose(Slow.relu(signed), map.map(), Slow.ROUNDING);
  }

  /** [GC 3] For a GAP head Z·L = relu(M^c) of CAM, for every class. */
  @Test
  void generalisesCam() {
    Subject subject = Example.GAP.subject();
    for (int c = 0; c < Example.CLASSES; c++) {
      Probe probe = subject.probe(Example.picture(0), Target.ofClass(c));
      Tensor ZL = new GradCam().explain(probe).map().scale(36);
      Slow.assertClose(new Cam().explain(probe).map().relu(), ZL, Slow.ROUNDING);
    }
  }

  /** The derivative of exp(S), divided by exp(S), is that of S; of a probability it is another. */
  @Test
  void scores() {
    Probe probe = Example.DENSE.probe();
    Tensor logit = new GradCam().explain(probe).signed();
    assertTrue(logit.sameAs(new GradCam(Score.EXP).explain(probe).signed()));
    assertFalse(logit.sameAs(new GradCam(Score.PROBABILITY).explain(probe).signed()));
  }

  @Test
  void saysWhatItIs() {
    SaliencyMap.Origin origin = new GradCam().explain(Example.GAP.probe()).origin();
    assertEquals("gradcam", origin.method());
    assertEquals("{score=logit}", origin.parameters().toString());
    assertEquals(Example.LAYER, origin.layer());
    assertEquals(Target.ofClass(1), origin.target());
  }
}
