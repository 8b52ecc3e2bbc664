package lucida.judge.faithfulness;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import lucida.core.Precision;
import lucida.core.Tensor;
import lucida.judge.JudgedMap;
import lucida.judge.JudgedMaps;
import lucida.judge.Judgement;
import org.junit.jupiter.api.Test;

class IrofTest {
  @Test
  void asThePaperWritesIt() {
    Tensor map = JudgedMaps.distinct();
    JudgedMap judged = JudgedMaps.of(map);
    Segments parts = new Slic(8, 10, 10).of(judged.x());
    int n = parts.n();
    double[] saliency = new double[n], size = new double[n], mean = new double[2];
    for (int e = 0; e < 48; e++) {
      saliency[parts.part()[e]] += map.cell(e);
      size[parts.part()[e]]++;
      mean[0] += judged.x().cell(e) / 48;
      mean[1] += judged.x().cell(48 + e) / 48;
    }
    List<Integer> order = IntStream.range(0, n).boxed().sorted(Comparator.comparingDouble(s -> -saliency[s] / size[s])).toList();
    double[] ratio = new double[n + 1];
    for (int k = 0; k <= n; k++) {
      List<Integer> gone = order.subList(0, k);
      ratio[k] = JudgedMaps.probability(judged, Tensor.filled(JudgedMaps.PICTURE, Precision.FLOAT64,
          e -> gone.contains(parts.part()[e % 48]) ? mean[e / 48] : judged.x().cell(e))) / judged.probability();
    }
    double over = 1;
    for (int k = 0; k < n; k++) over -= (ratio[k] + ratio[k + 1]) / 2 / n;
    Judgement.Value value = JudgedMaps.value(new Irof(8), judged);
    assertEquals(over, value.value(), 1e-12);
    assertEquals(1, value.curve().getFirst(), 1e-14);
    double area = n;
    for (int k = 1; k < n; k++) area -= (ratio[k] + ratio[k + 1]) / 2;
    assertEquals(area, JudgedMaps.value(new IrofArea(8), judged).value(), 1e-12, "as Quantus has it");
  }
}
