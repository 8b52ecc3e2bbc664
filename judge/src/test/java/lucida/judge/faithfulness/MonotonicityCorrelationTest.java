package lucida.judge.faithfulness;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import lucida.core.Precision;
import lucida.core.Tensor;
import lucida.judge.JudgedMap;
import lucida.judge.JudgedMaps;
import org.junit.jupiter.api.Test;

class MonotonicityCorrelationTest {
  /** A pixel at a time, three samples each; the ranks are the places in the sorted row, for no two numbers are equal. */
  @Test
  void asThePaperWritesIt() {
    Tensor map = JudgedMaps.distinct().map(v -> v - 20.25); // no two magnitudes are equal
    JudgedMap judged = JudgedMaps.of(map);
    Tensor x = judged.x();
    List<Integer> order = IntStream.range(0, map.size()).boxed().sorted(Comparator.comparingDouble(i -> Math.abs(map.cell(i))))
        .toList();
    double[] magnitude = new double[map.size()], change = new double[map.size()];
    for (int g = 0; g < map.size(); g++) {
      int pixel = order.get(g);
      magnitude[g] = Math.abs(map.cell(pixel));
      for (int s = 0; s < 3; s++) {
        Tensor z = judged.random("monotonicity correlation").stream(3L * g + s).uniform(x.shape(), Precision.FLOAT64, x.min(),
            x.max());
        double d = judged.probability() - JudgedMaps.probability(judged,
            Tensor.filled(JudgedMaps.PICTURE, Precision.FLOAT64, e -> e % map.size() == pixel ? z.cell(e) : x.cell(e)));
        change[g] += d * d / 3;
      }
    }
    assertEquals(CorrelationTest.pearson(places(magnitude), places(change)),
        JudgedMaps.value(new MonotonicityCorrelation(map.size(), 3), judged).value(), 1e-10);
  }

  private static double[] places(double... numbers) {
    double[] places = new double[numbers.length];
    for (int i = 0; i < numbers.length; i++) for (double other : numbers) if (other < numbers[i]) places[i]++;
    return places;
  }
}
