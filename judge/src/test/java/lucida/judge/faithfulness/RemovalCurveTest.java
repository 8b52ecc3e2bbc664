package lucida.judge.faithfulness;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.judge.JudgedMap;
import lucida.judge.JudgedMaps;
import lucida.judge.Judgement;
import org.junit.jupiter.api.Test;

class RemovalCurveTest {
  /** ∫ over two steps of the scores 1, 0.5, 0: (0.75 + 0.25)/2. A line is integrated exactly. */
  @Test
  void theAreaIsThatOfTrapezoids() {
    assertEquals(0.5, RemovalCurve.area(1, 0.5, 0));
    assertEquals(0.375, RemovalCurve.area(1, 0.25, 0));
    assertEquals(0.5, RemovalCurve.area(IntStream.rangeClosed(0, 10).mapToDouble(t -> t / 10.0).toArray()), 1e-15);
  }

  /** A pixel at a time, no two pixels alike: plain loops over the sorted pixels. */
  @Test
  void aPixelAtATime() {
    int n = JudgedMaps.HEIGHT * JudgedMaps.WIDTH;
    Tensor map = Tensor.filled(Shape.of(JudgedMaps.HEIGHT, JudgedMaps.WIDTH), Precision.FLOAT64, e -> e * 17 % n);
    JudgedMap judged = JudgedMaps.of(map);
    for (RemovalCurve.Edge edge : RemovalCurve.Edge.values()) {
      Judgement.Value value = JudgedMaps.value(new RemovalCurve(edge, Nothing.ZERO, n), judged);
      List<Double> p = slow(judged, map, edge);
      for (int t = 0; t <= n; t++) assertEquals(p.get(t), value.curve().get(t), 1e-12);
      double area = 0;
      for (int t = 0; t < n; t++) area += (p.get(t) + p.get(t + 1)) / 2 / n;
      assertEquals(area, value.value(), 1e-12);
    }
  }

  private static List<Double> slow(JudgedMap judged, Tensor map, RemovalCurve.Edge edge) {
    List<Integer> order = IntStream.range(0, map.size()).boxed().sorted(Comparator.comparingDouble(e -> -map.cell(e))).toList();
    boolean[] reached = new boolean[map.size()];
    List<Double> p = new ArrayList<>();
    for (int t = 0; t <= map.size(); t++) {
      if (t > 0) reached[order.get(t - 1)] = true;
      p.add(JudgedMaps.probability(judged, Tensor.filled(JudgedMaps.PICTURE, Precision.FLOAT64,
          e -> reached[e % map.size()] == (edge == RemovalCurve.Edge.INSERTION) ? judged.x().cell(e) : 0)));
    }
    return p;
  }
}
