package lucida.judge.faithfulness;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import lucida.cam.Baseline;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.judge.JudgedMap;
import lucida.judge.JudgedMaps;
import org.junit.jupiter.api.Test;

class MonotonicityTest {
  /** Of S = w·x, x = 1, adding pixels of w > 0 only raises it; one pixel of w < 0 lowers it. */
  @Test
  void byHand() {
    Tensor ones = Tensor.of(Shape.of(1, 4), 1.0, 1, 1, 1), w = Tensor.of(Shape.of(1, 4), 0.1, 0.3, 0.2, 0.4);
    Monotonicity metric = new Monotonicity(4, Baseline.ZERO);
    assertEquals(100, JudgedMaps.value(metric, JudgedMaps.linear(w, ones, new JudgedMaps.Given(w))).value());
    Tensor mixed = Tensor.of(Shape.of(1, 4), 0.1, 0.3, -0.2, 0.4);
    assertEquals(0, JudgedMaps.value(metric, JudgedMaps.linear(mixed, ones, new JudgedMaps.Given(w))).value());
  }

  /** The curve in plain loops: pixel after pixel, the least salient first. */
  @Test
  void theCurve() {
    Tensor map = JudgedMaps.distinct();
    JudgedMap judged = JudgedMaps.of(map);
    List<Double> curve = JudgedMaps.value(new Monotonicity(map.size(), Baseline.ZERO), judged).curve();
    List<Integer> order = IntStream.range(0, map.size()).boxed().sorted(Comparator.comparingDouble(map::cell)).toList();
    boolean[] there = new boolean[map.size()];
    for (int t = 0; t <= map.size(); t++) {
      if (t > 0) there[order.get(t - 1)] = true;
      assertEquals(JudgedMaps.probability(judged, Tensor.filled(JudgedMaps.PICTURE, Precision.FLOAT64,
          e -> there[e % map.size()] ? judged.x().cell(e) : 0)), curve.get(t), 1e-12);
    }
  }
}
