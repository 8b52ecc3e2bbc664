package lucida.cam.channels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import lucida.cam.Example;
import lucida.cam.NotApplicableException;
import lucida.cam.Probe;
import lucida.core.Tensor;
import org.junit.jupiter.api.Test;

class CamTest {
  /** Sums of 180 products in float64; their rounding is far below this. */
  private static final double ROUNDING = 1e-12;

  /** [CAM 1] w^c_k are the weights of the linear layer. */
  @Test
  void weightsAreThoseOfTheLinearLayer() {
    Probe probe = Example.GAP.probe();
    Tensor fc = probe.subject().model().weights().tensors().get("fc.weight");
    Tensor w = new Cam().weights(probe).w();
    for (int k = 0; k < Example.CHANNELS; k++) assertEquals(fc.at(1, k), w.cell(k), ROUNDING);
  }

  /** [CAM 3] S^c = (1/Z) Σ_ij M^c_ij + b^c. */
  @Test
  void meanOfTheMapIsTheScore() {
    Probe probe = Example.GAP.probe();
    double b = probe.subject().model().weights().tensors().get("fc.bias").at(1);
    assertEquals(probe.logits().cell(1), new Cam().explain(probe).map().mean() + b, ROUNDING);
  }

  @Test
  void isRefusedWithTheReasonWhereTheHeadIsAnother() {
    Probe probe = Example.DENSE.probe();
    String reason = assertThrows(NotApplicableException.class, () -> new Cam().explain(probe)).getMessage();
    assertTrue(reason.contains("behind layer 'features' the head is not linear"), reason);
  }
}
