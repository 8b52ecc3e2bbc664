package lucida.cam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import lucida.cam.Fusion.Joining;
import lucida.cam.Fusion.Scaling;
import lucida.cam.channels.GradCam;
import lucida.cam.channels.LayerCam;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FusionTest {
  private static final List<String> LAYERS = List.of("relu1", Example.LAYER);

  /** Each map rectified, scaled, brought to the 12×12 of the finer layer, then joined. */
  @ParameterizedTest
  @CsvSource({"MEAN, TANH", "MEAN, MAXIMUM", "MAX, TANH", "MAX, MAXIMUM"})
  void isItsFormula(Joining joining, Scaling scaling) {
    Probe probe = Example.DENSE.probe();
    double[][] fine = scaled(new LayerCam().explain(probe.at("relu1")), scaling);
    double[][] coarse = Slow.up(scaled(new LayerCam().explain(probe), scaling), 12, 12);
    double[][] L = new double[12][12];
    for (int i = 0; i < 12; i++)
      for (int j = 0; j < 12; j++)
        L[i][j] = joining == Joining.MAX ? Math.max(fine[i][j], coarse[i][j]) : (fine[i][j] + coarse[i][j]) / 2;
    SaliencyMap map = new Fusion(new LayerCam(), LAYERS, joining, scaling).explain(probe);
    Slow.assertClose(L, map.map(), Slow.ROUNDING);
    assertEquals("relu1+features", map.origin().layer());
    assertEquals("layercam", map.origin().method());
  }

  private static double[][] scaled(SaliencyMap map, Scaling scaling) {
    int h = map.map().shape().extent(0);
    double[][] M = new double[h][h];
    double max = map.map().max();
    for (int i = 0; i < h; i++)
      for (int j = 0; j < h; j++) {
        double v = map.map().at(i, j) / max;
        M[i][j] = scaling == Scaling.TANH ? Math.tanh(2 * v) : v;
      }
    return M;
  }

  /** A map that is 0 everywhere stays 0, and says with its layer why: here no channel is alive. */
  @Test
  void nothingPositive() {
    Subject dead = Example.GAP.with("conv2.bias", bias -> bias.map(_ -> -1000));
    SaliencyMap map = Fusion.of(new GradCam(), LAYERS).explain(dead.probe(Example.picture(0), Target.ofClass(1)));
    assertEquals(0, map.map().abs().max());
    assertEquals(List.of("relu1: flat: every cell is 0.0", "features: flat: every cell is 0.0", "flat: every cell is 0.0"),
        map.flags().stream().map(Flag::text).toList());
  }

  @Test
  void parametersAndRuns() {
    Fusion fusion = Fusion.of(new GradCam(), LAYERS);
    assertEquals("{score=logit, layers=relu1, features, joining=max, scaling=tanh}", fusion.parameters().toString());
    assertEquals(4, fusion.runs(Example.GAP.probe()));
    assertThrows(IllegalArgumentException.class, () -> Fusion.of(new GradCam(), List.of()));
    String message = assertThrows(IllegalArgumentException.class,
        () -> Fusion.of(new GradCam(), List.of("relu7")).explain(Example.GAP.probe())).getMessage();
    assertTrue(message.contains("relu7"), message);
  }
}
