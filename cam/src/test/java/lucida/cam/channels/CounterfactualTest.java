package lucida.cam.channels;

import static org.junit.jupiter.api.Assertions.assertTrue;

import lucida.cam.Example;
import lucida.cam.Head;
import lucida.cam.Probe;
import lucida.cam.SaliencyMap;
import lucida.cam.Slow;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CounterfactualTest {
  /** [GC 4] α_k = (1/Z) Σ_ij −∂S^c/∂A^k_ij, with the gradients by hand. */
  @ParameterizedTest
  @EnumSource
  void isThePapersSum(Example example) {
    Probe probe = example.probe();
    double[][][] g = new Head(example, probe).gradient(1);
    double[] alpha = new double[g.length];
    for (int k = 0; k < g.length; k++) alpha[k] = -Slow.mean(g[k]);
    double[][] signed = Slow.weighted(alpha, Slow.cells(probe.activations()));
    Slow.assertClose(Slow.relu(signed), new Counterfactual().explain(probe).map(), Slow.ROUNDING);
  }

  /** It is Grad-CAM with the other sign: where one has something the other has nothing. */
  @ParameterizedTest
  @EnumSource
  void isGradCamTurnedAround(Example example) {
    Probe probe = example.probe();
    SaliencyMap against = new Counterfactual().explain(probe);
    SaliencyMap with = new GradCam().explain(probe);
    assertTrue(against.signed().plus(with.signed()).abs().max() == 0);
    assertTrue(against.map().times(with.map()).max() == 0);
  }
}
