package lucida.judge.axiom;

import static org.junit.jupiter.api.Assertions.assertEquals;

import lucida.cam.Baseline;
import lucida.core.Precision;
import lucida.core.Tensor;
import lucida.judge.JudgedMap;
import lucida.judge.JudgedMaps;
import lucida.judge.Judgement;
import org.junit.jupiter.api.Test;

class CompletenessTest {
  /** Of S = w·x the map w ∘ x sums to S(x) − S(0); w ∘ (x − mean of x) sums to S(x) − S(mean of x); each is not complete for the other baseline. */
  @Test
  void ofALinearNetwork() {
    Tensor w = JudgedMaps.map(0), x = JudgedMaps.map(1);
    double mean = x.mean(), missing = Math.abs(mean * w.sum());
    JudgedMap zero = JudgedMaps.linear(w, x, new JudgedMaps.Given(w.times(x)));
    JudgedMap centred = JudgedMaps.linear(w, x, new JudgedMaps.Given(w.times(x.map(v -> v - mean))));
    assertEquals(0, JudgedMaps.value(new Completeness(Baseline.ZERO), zero).value(), 1e-12);
    assertEquals(0, JudgedMaps.value(new Completeness(Baseline.MEAN), centred).value(), 1e-12);
    assertEquals(missing, JudgedMaps.value(new Completeness(Baseline.MEAN), zero).value(), 1e-12);
    assertEquals(missing, JudgedMaps.value(new Completeness(Baseline.ZERO), centred).value(), 1e-12);
  }

  @Test
  void theCurveHasBothSides() {
    JudgedMap judged = JudgedMaps.of(JudgedMaps.map(2));
    Judgement.Value value = JudgedMaps.value(new Completeness(Baseline.ZERO), judged);
    double sum = 0;
    for (int e = 0; e < 48; e++) sum += JudgedMaps.map(2).cell(e);
    double difference = JudgedMaps.scores(judged, judged.x()).cell(1)
        - JudgedMaps.scores(judged, Tensor.zeros(JudgedMaps.PICTURE, Precision.FLOAT64)).cell(1);
    assertEquals(sum, value.curve().get(0), 1e-13);
    assertEquals(difference, value.curve().get(1), 1e-13);
    assertEquals(Math.abs(sum - difference), value.value(), 1e-13);
  }
}
