package lucida.judge.faithfulness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import lucida.cam.Settings;
import lucida.cam.catalogue.Methods;
import lucida.core.Precision;
import lucida.core.Tensor;
import lucida.judge.JudgedMap;
import lucida.judge.JudgedMaps;
import org.junit.jupiter.api.Test;

class InfidelityTest {
  private static Infidelity metric(Perturbation perturbation, Infidelity.Scaling scaling) {
    return new Infidelity(perturbation, scaling, 12);
  }

  /** Of S = w·x + b the gradient w says exactly what any I costs: wᵀI. Squares of rounding errors. */
  @Test
  void ofALinearNetworkTheGradientIsFaithful() {
    JudgedMap judged = JudgedMaps.linear(JudgedMaps.map(0), JudgedMaps.map(1), Methods.named("gradient", Settings.USUAL));
    for (Perturbation perturbation : Perturbation.values())
      for (Infidelity.Scaling scaling : Infidelity.Scaling.values())
        assertEquals(0, JudgedMaps.value(metric(perturbation, scaling), judged).value(), 1e-24);
  }

  /** β mends a factor: of w/8 it is 8. Without it the error is that of 7/8 of what each I costs. */
  @Test
  void theScaleIsFound() {
    Tensor w = JudgedMaps.map(0);
    JudgedMap judged = JudgedMaps.linear(w, JudgedMaps.map(1), new JudgedMaps.Given(w.scale(0.125)));
    assertEquals(8, JudgedMaps.value(metric(Perturbation.NOISE, Infidelity.Scaling.OPTIMAL), judged).curve().getFirst(), 1e-12);
    double error = 0;
    for (int r = 0; r < 12; r++) error += Math.pow(0.875 * Perturbation.NOISE.of(judged, r).reshape(w.shape()).dot(w), 2) / 12;
    assertEquals(error, JudgedMaps.value(metric(Perturbation.NOISE, Infidelity.Scaling.NONE), judged).value(), 1e-12);
  }

  /** E (IᵀΦ − (S(x) − S(x − I)))² in plain loops, the map the same for both channels. */
  @Test
  void asThePaperWritesIt() {
    Tensor map = JudgedMaps.map(3);
    JudgedMap judged = JudgedMaps.of(map);
    for (Perturbation perturbation : Perturbation.values()) {
      double error = 0;
      for (int r = 0; r < 12; r++) {
        Tensor I = perturbation.of(judged, r);
        double said = 0;
        for (int c = 0; c < JudgedMaps.CHANNELS; c++) for (int e = 0; e < 48; e++) said += I.cell(c * 48 + e) * map.cell(e);
        double costs = JudgedMaps.scores(judged, judged.x()).cell(1) - JudgedMaps.scores(judged, judged.x().minus(I)).cell(1);
        error += (said - costs) * (said - costs) / 12;
      }
      assertEquals(1, JudgedMaps.value(metric(perturbation, Infidelity.Scaling.NONE), judged).value() / error, 1e-11);
      assertTrue(JudgedMaps.value(metric(perturbation, Infidelity.Scaling.OPTIMAL), judged).value() <= error);
    }
  }

  /** x − I is x but for a square of 0; the sides are 1 and 2, a third of 6. */
  @Test
  void aSquareIsTakenAway() {
    JudgedMap judged = JudgedMaps.of(JudgedMaps.map(0));
    boolean[] sides = new boolean[4];
    for (int r = 0; r < 20; r++) {
      Tensor left = judged.x().minus(Perturbation.SQUARE.of(judged, r));
      int gone = 0;
      for (int e = 0; e < 48; e++) {
        if (left.cell(e) == 0) gone++;
        assertEquals(left.cell(e) == 0 ? 0 : judged.x().cell(48 + e), left.cell(48 + e));
      }
      assertTrue(gone == 1 || gone == 4, gone + " pixels are gone");
      sides[(int) Math.sqrt(gone)] = true;
    }
    assertTrue(sides[1] && sides[2]);
    assertEquals(Precision.FLOAT64, Perturbation.SQUARE.of(judged, 0).precision());
  }
}
