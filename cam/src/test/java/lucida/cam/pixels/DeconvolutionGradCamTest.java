package lucida.cam.pixels;

import static lucida.core.testkit.TensorAssert.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import lucida.cam.Example;
import lucida.cam.Probe;
import lucida.cam.SaliencyMap;
import lucida.cam.Settings;
import lucida.cam.SlowNetwork;
import lucida.cam.channels.GradCam;
import lucida.core.Shape;
import lucida.core.Tensor;
import org.junit.jupiter.api.Test;

class DeconvolutionGradCamTest {
  /** Sums of some hundred products in float64, relative to the largest. */
  private static final double ROUNDING = 1e-12;

  /** [GC 5] with the sweep of [BP 2] in loops; L is enlarged as in {@link GuidedGradCamTest}, whose loops are not repeated here. */
  @Test
  void isTheProductOfTheEnlargedMapAndTheRuledSweep() {
    Probe probe = Example.GAP.probe();
    double[] R = SlowNetwork.GAP.sweep(probe.x().toDoubles(), 1, (_, above) -> above > 0 ? above : 0).x();
    Tensor deconv = Tensor.of(Shape.of(3, 12, 12), R);
    SaliencyMap map = new DeconvolutionGradCam(Settings.USUAL).explain(probe);
    assertClose(GuidedGradCam.up(new GradCam().explain(probe).map(), deconv), map.map(), ROUNDING);
    assertTrue(map.map().abs().max() > 0);
    assertEquals("deconvolution-gradcam", map.origin().method());
    assertEquals(Example.LAYER, map.origin().layer());
  }
}
