package lucida.cam.pixels;

import static lucida.core.testkit.TensorAssert.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import lucida.cam.Example;
import lucida.cam.Flag;
import lucida.cam.Probe;
import lucida.cam.SaliencyMap;
import lucida.cam.Score;
import lucida.cam.SlowNetwork;
import lucida.cam.channels.ChannelWeighted;
import lucida.cam.channels.GradCam;
import lucida.cam.derivatives.GradCamPlusPlus;
import lucida.core.Shape;
import lucida.core.Tensor;
import org.junit.jupiter.api.Test;

class GuidedGradCamTest {
  /** Sums of some hundred products in float64, relative to the largest. */
  private static final double ROUNDING = 1e-12;

  /** [GC 5] With L enlarged from [6, 6] to [12, 12] in loops: pixel i lies at (i + ½)/2 − ½ between the centres of the cells. */
  @Test
  void isTheProductWithTheEnlargedMap() {
    for (ChannelWeighted cam : List.of(new GradCam(), new GradCamPlusPlus())) {
      Probe probe = Example.GAP.probe();
      Tensor L = cam.explain(probe).map();
      double[] guided = SlowNetwork.GAP.sweep(probe.x().toDoubles(), 1, (f, R) -> f > 0 && R > 0 ? R : 0).x();
      double[] M = new double[3 * 144];
      for (int i = 0; i < 12; i++)
        for (int j = 0; j < 12; j++) {
          double row = Math.clamp((i + 0.5) / 2 - 0.5, 0, 5), column = Math.clamp((j + 0.5) / 2 - 0.5, 0, 5);
          int a = Math.min((int) row, 4), b = Math.min((int) column, 4);
          double up = (1 - row + a) * ((1 - column + b) * L.at(a, b) + (column - b) * L.at(a, b + 1))
              + (row - a) * ((1 - column + b) * L.at(a + 1, b) + (column - b) * L.at(a + 1, b + 1));
          for (int c = 0; c < 3; c++) M[(c * 12 + i) * 12 + j] = up * guided[(c * 12 + i) * 12 + j];
        }
      SaliencyMap map = new GuidedGradCam(cam, new GuidedBackprop()).explain(probe);
      assertClose(Tensor.of(Shape.of(3, 12, 12), M), map.map(), ROUNDING);
      assertTrue(map.map().abs().max() > 0);
      assertEquals("guided-" + cam.name(), map.origin().method());
      assertEquals(Example.LAYER, map.origin().layer());
    }
  }

  /** What is to be known about L is to be known about the product. */
  @Test
  void passesOnTheFlags() {
    Probe probe = Example.DENSE.probe();
    List<Flag> flags = new GradCamPlusPlus(Score.LOGIT).explain(probe).flags();
    assertTrue(new GuidedGradCam(new GradCamPlusPlus(Score.LOGIT), new GuidedBackprop()).explain(probe).flags().containsAll(flags));
    assertEquals(Flag.Kind.DEAD, flags.getFirst().kind());
  }
}
