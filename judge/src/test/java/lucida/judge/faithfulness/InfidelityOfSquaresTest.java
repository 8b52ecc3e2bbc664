package lucida.judge.faithfulness;

import static org.junit.jupiter.api.Assertions.assertEquals;

import lucida.cam.Baseline;
import lucida.cam.Settings;
import lucida.cam.catalogue.Methods;
import lucida.core.Precision;
import lucida.core.Tensor;
import lucida.judge.JudgedMap;
import lucida.judge.JudgedMaps;
import org.junit.jupiter.api.Test;

class InfidelityOfSquaresTest {
  private static final InfidelityOfSquares METRIC = new InfidelityOfSquares(2, Baseline.ZERO);

  /** Of S = w·x the gradient says exactly what is lost: squares of rounding errors. */
  @Test
  void ofALinearNetworkTheGradientIsFaithful() {
    JudgedMap judged = JudgedMaps.linear(JudgedMaps.map(0), JudgedMaps.map(1), Methods.named("gradient", Settings.USUAL));
    assertEquals(0, JudgedMaps.value(METRIC, judged).value(), 1e-24);
  }

  /** 6×8 pixels are 3×4 squares of 2; the map is the same for both channels. */
  @Test
  void asTheProgramComputesIt() {
    Tensor map = JudgedMaps.map(3);
    JudgedMap judged = JudgedMaps.of(map);
    Tensor x = judged.x();
    double error = 0;
    for (int k = 0; k < 12; k++) {
      int last = k;
      Tensor left = Tensor.filled(JudgedMaps.PICTURE, Precision.FLOAT64,
          e -> e / 8 % 6 / 2 * 4 + e % 8 / 2 <= last ? 0 : x.cell(e));
      double said = 0;
      for (int e = 0; e < 96; e++) said += (x.cell(e) - left.cell(e)) * map.cell(e % 48);
      double costs = JudgedMaps.scores(judged, x).cell(1) - JudgedMaps.scores(judged, left).cell(1);
      error += (said - costs) * (said - costs) / 12;
    }
    assertEquals(1, JudgedMaps.value(METRIC, judged).value() / error, 1e-11);
  }
}
