package lucida.judge.faithfulness;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashSet;
import java.util.Set;
import lucida.cam.Baseline;
import lucida.core.Precision;
import lucida.core.RandomStream;
import lucida.core.Tensor;
import lucida.judge.JudgedMap;
import lucida.judge.JudgedMaps;
import lucida.judge.Judgement;
import org.junit.jupiter.api.Test;

class SensitivityNTest {
  private static final SensitivityN METRIC = new SensitivityN(4, 15, Baseline.ZERO);

  /** Of S = w·x the map w ∘ x says exactly what every subset costs: every correlation is 1. Of its negative −1. */
  @Test
  void ofALinearNetworkTheContributionsArePerfect() {
    Tensor w = JudgedMaps.map(0), x = JudgedMaps.map(1);
    Judgement.Value value = JudgedMaps.value(METRIC, JudgedMaps.linear(w, x, new JudgedMaps.Given(w.times(x))));
    assertEquals(4, value.curve().size());
    value.curve().forEach(r -> assertEquals(1, r, 1e-12));
    assertEquals(-1, JudgedMaps.value(METRIC, JudgedMaps.linear(w, x, new JudgedMaps.Given(w.times(x).negate()))).value(), 1e-12);
  }

  /** n = 1, 38.4^(1/3) = 3.37, 38.4^(2/3) = 11.4, 0.8·48 = 38.4 pixels: 1, 3, 11, 38. */
  @Test
  void asThePaperWritesIt() {
    int[] sizes = {1, 3, 11, 38};
    Tensor map = JudgedMaps.map(2);
    JudgedMap judged = JudgedMaps.of(map);
    double mean = 0;
    for (int k = 0; k < 4; k++) {
      double[] sums = new double[15], lost = new double[15];
      for (int r = 0; r < 15; r++) {
        RandomStream draws = judged.random("sensitivity-n").stream(k * 15 + r);
        Set<Integer> s = new HashSet<>();
        for (int i = 0; s.size() < sizes[k]; i++) s.add(draws.below(48, i));
        for (int pixel : s) sums[r] += map.cell(pixel);
        lost[r] = JudgedMaps.scores(judged, judged.x()).cell(1) - JudgedMaps.scores(judged,
            Tensor.filled(JudgedMaps.PICTURE, Precision.FLOAT64, e -> s.contains(e % 48) ? 0 : judged.x().cell(e))).cell(1);
      }
      mean += CorrelationTest.pearson(sums, lost) / 4;
    }
    assertEquals(mean, JudgedMaps.value(METRIC, judged).value(), 1e-10);
  }
}
