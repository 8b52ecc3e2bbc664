package lucida.cam.pixels;

import static lucida.core.testkit.TensorAssert.assertClose;
import static lucida.core.testkit.TensorAssert.assertSame;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import lucida.cam.Example;
import lucida.cam.Probe;
import lucida.cam.SaliencyMap;
import lucida.cam.Score;
import lucida.cam.SlowNetwork;
import lucida.cam.Target;
import lucida.core.Shape;
import lucida.core.Tensor;
import org.junit.jupiter.api.Test;

class GradientTest {
  /** Sums of some hundred products in float64, relative to the largest. */
  private static final double ROUNDING = 1e-12;
  private static final Shape PICTURE = Shape.of(3, 12, 12);

  /** [BP 1] Loop by loop. */
  @Test
  void isTheGradientLoopByLoop() {
    Probe probe = Example.GAP.probe();
    double[] x = probe.x().toDoubles();
    assertClose(Tensor.of(PICTURE, SlowNetwork.GAP.gradient(x, 1)), new Gradient().explain(probe).map(), ROUNDING);
  }

  /** Of a probability ∂p/∂x is divided by p, of exp(S) by exp(S). */
  @Test
  void isDividedByTheScore() {
    Probe probe = Example.GAP.probe();
    double[] x = probe.x().toDoubles();
    Tensor expected = Tensor.of(PICTURE, SlowNetwork.GAP.gradientOfProbability(x, 1))
        .scale(1 / SlowNetwork.GAP.probability(x, 1));
    assertClose(expected, new Gradient(Score.PROBABILITY).explain(probe).map(), ROUNDING);
    assertSame(new Gradient().explain(probe).map(), new Gradient(Score.EXP).explain(probe).map());
  }

  @Test
  void isOfThePixelsAndNotOfALayer() {
    SaliencyMap map = new Gradient().explain(Example.SMOOTH.probe());
    assertEquals("input", map.origin().layer());
    assertEquals(PICTURE, map.map().shape());
    assertFalse(map.isRectified());
  }

  /** A target below the layer of the probe has a gradient by the pixels all the same: one channel's mean of the first ReLU. */
  @Test
  void theTargetMayLieBelowTheLayer() {
    Probe probe = Example.GAP.subject().probe(Example.picture(0), Target.channel("relu1", 2));
    Tensor map = new Gradient().explain(probe).map();
    Probe above = Example.GAP.subject().at("relu1").probe(Example.picture(0), Target.channel("relu1", 2));
    assertSame(new Gradient().explain(above).map(), map);
    assertTrue(map.max() > 0);
  }
}
