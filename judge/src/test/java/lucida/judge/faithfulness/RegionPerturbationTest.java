package lucida.judge.faithfulness;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import lucida.cam.Baseline;
import lucida.core.Precision;
import lucida.core.Tensor;
import lucida.judge.JudgedMap;
import lucida.judge.JudgedMaps;
import org.junit.jupiter.api.Test;

class RegionPerturbationTest {
  /** Squares of 2 in 6×8 pixels: 12, by the sum of their four pixels. The p^c after each that becomes another picture, the first without any. */
  private static List<Double> slow(JudgedMap judged, Tensor map, Tensor other) {
    double[] sum = new double[12];
    for (int i = 0; i < 6; i++) for (int j = 0; j < 8; j++) sum[i / 2 * 4 + j / 2] += map.at(i, j);
    List<Integer> order = IntStream.range(0, 12).boxed().sorted(Comparator.comparingDouble(s -> -sum[s])).toList();
    List<Double> p = new ArrayList<>();
    for (int k = 0; k <= 12; k++) {
      List<Integer> gone = order.subList(0, k);
      p.add(JudgedMaps.probability(judged, Tensor.filled(JudgedMaps.PICTURE, Precision.FLOAT64, e -> {
        int i = e / 8 % 6, j = e % 8;
        return gone.contains(i / 2 * 4 + j / 2) ? other.cell(e) : judged.x().cell(e);
      })));
    }
    return p;
  }

  @Test
  void asThePaperWritesIt() {
    Tensor map = JudgedMaps.distinct();
    JudgedMap judged = JudgedMaps.of(map);
    Tensor x = judged.x(), noise = judged.random("region perturbation").uniform(x.shape(), Precision.FLOAT64, x.min(), x.max());
    List<Double> p = slow(judged, map, noise);
    double aopc = 0;
    for (int k = 0; k <= 7; k++) aopc += (p.getFirst() - p.get(k)) / 8;
    assertEquals(aopc, JudgedMaps.value(new RegionPerturbation(2, 7), judged).value(), 1e-12);
  }

  /** Without a square there is 0, from which all of Selectivity's trapezoids go on. */
  @Test
  void selectivityIsTheAreaUntilNothingIsLeft() {
    Tensor map = JudgedMaps.distinct();
    JudgedMap judged = JudgedMaps.of(map);
    List<Double> p = slow(judged, map, judged.x().scale(0));
    double area = 0;
    for (int k = 0; k < 12; k++) area += (p.get(k) + p.get(k + 1)) / 2 / 12;
    assertEquals(area, JudgedMaps.value(new Selectivity(2, Baseline.ZERO), judged).value(), 1e-12);
  }
}
