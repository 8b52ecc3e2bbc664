package lucida.judge.axiom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import lucida.cam.Settings;
import lucida.cam.catalogue.Methods;
import lucida.core.Tensor;
import lucida.judge.JudgedMaps;
import lucida.judge.Judgement;
import org.junit.jupiter.api.Test;

class InputInvarianceTest {
  private static final InputInvariance METRIC = new InputInvariance(0.75);

  /** The gradient and Grad-CAM depend on f₂ and x + m as on f and x, to the rounding of x + m − m. */
  @Test
  void gradientsAreInvariant() {
    for (String method : new String[]{"gradient", "gradcam"})
      assertEquals(0, JudgedMaps.value(METRIC,
          JudgedMaps.of(JudgedMaps.subject(), JudgedMaps.picture(0), Methods.named(method, Settings.USUAL))).value(), 1e-12);
  }

  /** Of S = w·x input × gradient goes from w ∘ x to w ∘ (x + m); as shown, by their magnitudes. */
  @Test
  void inputTimesGradientIsNot() {
    Tensor w = JudgedMaps.map(0), x = JudgedMaps.map(1);
    double changed = 0, norm = 0;
    for (int e = 0; e < w.size(); e++) {
      changed += Math.pow(Math.abs(w.cell(e) * (x.cell(e) + 0.75)) - Math.abs(w.cell(e) * x.cell(e)), 2);
      norm += Math.pow(w.cell(e) * x.cell(e), 2);
    }
    assertEquals(Math.sqrt(changed / norm),
        JudgedMaps.value(METRIC, JudgedMaps.linear(w, x, Methods.named("input-x-gradient", Settings.USUAL))).value(), 1e-12);
  }

  @Test
  void aMapOfZerosIsLeftOut() {
    assertInstanceOf(Judgement.LeftOut.class, JudgedMaps.judgement(METRIC, JudgedMaps.of(JudgedMaps.map(0).scale(0))));
  }
}
