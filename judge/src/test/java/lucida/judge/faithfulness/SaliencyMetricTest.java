package lucida.judge.faithfulness;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.judge.JudgedMap;
import lucida.judge.JudgedMaps;
import lucida.judge.Judgement;
import org.junit.jupiter.api.Test;

class SaliencyMetricTest {
  private static final int W = JudgedMaps.WIDTH;

  private static JudgedMap judged(Tensor x, int... salient) {
    Tensor map = Tensor.filled(Shape.of(JudgedMaps.HEIGHT, W), Precision.FLOAT64,
        e -> List.of(salient[0], salient[salient.length - 1]).contains(e) ? 1 : 0.4);
    Tensor w = map.map(_ -> 0.1);
    return JudgedMaps.linear(w, x, new JudgedMaps.Given(map));
  }

  /** Of one cell with x = 2, resized to 48 cells, S = 48 · 0.1 · 2; its area, 1/48, is below the least of 0.05. */
  @Test
  void aCellByHand() {
    Tensor x = Tensor.filled(Shape.of(JudgedMaps.HEIGHT, W), Precision.FLOAT64, e -> e == 21 ? 2 : 0);
    Judgement.Value value = JudgedMaps.value(new SaliencyMetric(0.5), judged(x, 21));
    double p = 1 / (1 + Math.exp(-9.6));
    assertEquals(Math.log(0.05) - Math.log(p), value.value(), 1e-12);
    assertEquals(1 / 48.0, value.curve().getFirst(), 1e-15);
  }

  /** Cells at (1, 2) and (3, 6): the crop has 3 × 5 cells, all of the picture's value, so that nothing is lost by resizing. */
  @Test
  void aBoxByHand() {
    Tensor x = Tensor.filled(Shape.of(JudgedMaps.HEIGHT, W), Precision.FLOAT64,
        e -> e / W >= 1 && e / W <= 3 && e % W >= 2 && e % W <= 6 ? 1 : -1);
    Judgement.Value value = JudgedMaps.value(new SaliencyMetric(0.5), judged(x, W + 2, 3 * W + 6));
    assertEquals(Math.log(15 / 48.0) + Math.log1p(Math.exp(-4.8)), value.value(), 1e-12);
  }

  @Test
  void aFlatMapHasNoCrop() {
    assertEquals(Judgement.leftOut("a flat map has no salient pixels"),
        JudgedMaps.judgement(new SaliencyMetric(0.5), JudgedMaps.of(JudgedMaps.map(0).scale(0))));
  }
}
