package lucida.judge.faithfulness;

import static org.junit.jupiter.api.Assertions.assertEquals;

import lucida.cam.Settings;
import lucida.cam.catalogue.Methods;
import lucida.core.Tensor;
import lucida.judge.JudgedMap;
import lucida.judge.JudgedMaps;
import lucida.judge.Judgement;
import org.junit.jupiter.api.Test;

class ContinuityByShiftsTest {
  private static final ContinuityByShifts METRIC = new ContinuityByShifts(3);

  /** Of S = w·x input × gradient is shown as |w ∘ x|. 8 columns are moved by 0, 2, 4 and 6; squares have a side of ⌈6/4⌉ = 2. */
  @Test
  void asTheProgramComputesIt() {
    Tensor w = JudgedMaps.map(0), x = JudgedMaps.map(1);
    double[] S = new double[4];
    double[][] sums = new double[12][4];
    for (int t = 0; t < 4; t++)
      for (int i = 0; i < 6; i++)
        for (int j = 2 * t; j < 8; j++) {
          double product = w.at(i, j) * x.at(i, j - 2 * t);
          S[t] += product;
          sums[i / 2 * 4 + j / 2][t] += Math.abs(product);
        }
    double mean = 0;
    int count = 0;
    for (double[] square : sums) {
      double r = CorrelationTest.pearson(square, S);
      if (Double.isNaN(r)) continue;
      mean += r;
      count++;
    }
    Judgement.Value value = JudgedMaps.value(METRIC, JudgedMaps.linear(w, x, Methods.named("input-x-gradient", Settings.USUAL)));
    assertEquals(count, value.curve().size());
    assertEquals(mean / count, value.value(), 1e-11);
  }

  /** The gradient of S = w·x is w wherever the picture is. */
  @Test
  void aConstantMapHasNoCorrelation() {
    JudgedMap judged = JudgedMaps.linear(JudgedMaps.map(0), JudgedMaps.map(1), Methods.named("gradient", Settings.USUAL));
    assertEquals(Judgement.leftOut("there is no correlation: the map, or the score, is the same for all shifts"),
        JudgedMaps.judgement(METRIC, judged));
  }
}
