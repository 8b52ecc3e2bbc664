package lucida.cam.pixels;

import static lucida.core.testkit.TensorAssert.assertClose;
import static lucida.core.testkit.TensorAssert.assertSame;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import lucida.cam.Example;
import lucida.cam.Probe;
import lucida.cam.SaliencyMap;
import lucida.cam.Score;
import lucida.cam.SlowNetwork;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.layers.Activation;
import org.junit.jupiter.api.Test;

class DeconvNetTest {
  /** Sums of some hundred products in float64, relative to the largest. */
  private static final double ROUNDING = 1e-12;

  /** [BP 2] Loop by loop. */
  @Test
  void isTheRuleLoopByLoop() {
    Probe probe = Example.GAP.probe();
    double[] down = SlowNetwork.GAP.sweep(probe.x().toDoubles(), 1, (_, R) -> R > 0 ? R : 0).x();
    Tensor map = new DeconvNet().explain(probe).map();
    assertClose(Tensor.of(Shape.of(3, 12, 12), down), map, ROUNDING);
    Tensor gradient = new Gradient().explain(probe).map();
    assertTrue(map.minus(gradient).norm() > 0.1 * gradient.norm());
  }

  /** At h0 ½ goes through at both pixels whatever x is, at h1 nothing positive arrives: x̄ = (½, ½). The gradient is (½, 1). */
  @Test
  void byHand() {
    assertSame(Tensor.of(Shape.of(1, 1, 2), 0.5, 0.5), new DeconvNet().explain(Rules.byHand()).map());
  }

  /** The rule is laid over ReLU layers only: a tanh and the gates inside a ReLU6 follow the gradient, and the map says so. */
  @Test
  void isTheGradientWithoutReluLayers() {
    for (Activation activation : List.of(Activation.TANH, Activation.RELU6, Activation.leakyRelu(0.1))) {
      Probe probe = Rules.with(activation);
      SaliencyMap map = new DeconvNet().explain(probe);
      assertSame(new Gradient().explain(probe).map(), map.map());
      assertEquals("[the network has no ReLU layers: the map is the gradient]", map.flags().toString());
    }
    assertEquals(List.of(), new DeconvNet().explain(Rules.with(Activation.RELU)).flags());
  }

  /** p = e^S / Σ, so that what arrives at the scores is [m = c] − p^m after the division by p. */
  @Test
  void ofAProbabilityStartsFromAllScores() {
    Probe probe = Example.DENSE.probe();
    Tensor logit = new DeconvNet().explain(probe).map();
    assertSame(logit, new DeconvNet(Score.EXP).explain(probe).map());
    assertTrue(new DeconvNet(Score.PROBABILITY).explain(probe).map().minus(logit).norm() > 0.01 * logit.norm());
  }
}
