package lucida.judge.faithfulness;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import lucida.core.Precision;
import lucida.core.RandomStream;
import lucida.core.Tensor;
import lucida.judge.JudgedMap;
import lucida.judge.JudgedMaps;
import lucida.judge.Judgement;
import org.junit.jupiter.api.Test;

class RoadTest {
  /** Tenths of 48 are no whole numbers, so a pixel is removed in part. In plain loops, by Gauss' elimination. */
  private static Tensor slow(JudgedMap judged, Tensor map, boolean most, int tenths) {
    List<Integer> order = IntStream.range(0, 48).boxed().sorted(Comparator.comparingDouble(e -> most ? -map.cell(e) : map.cell(e)))
        .toList();
    double[] removed = new double[48];
    for (int k = 0; k < 48; k++) removed[order.get(k)] = Math.clamp(4.8 * tenths - k, 0, 1);
    boolean[] missing = new boolean[48];
    for (int e = 0; e < 48; e++) missing[e] = removed[e] > 1e-9;
    RandomStream noise = judged.random("road").stream(tenths);
    double[][] solved = {NoisyLinearImputationTest.eliminated(judged.x(), 0, missing),
        NoisyLinearImputationTest.eliminated(judged.x(), 1, missing)};
    return Tensor.filled(JudgedMaps.PICTURE, Precision.FLOAT64, e -> {
      double filled = missing[e % 48] ? solved[e / 48][e % 48] + 0.01 * noise.gaussian(e) : judged.x().cell(e);
      return removed[e % 48] * filled + (1 - removed[e % 48]) * judged.x().cell(e);
    });
  }

  /** 1e-7 for the tolerance of the solver, 1e-8, of scores that are sums of some hundred weights. */
  @Test
  void asThePaperWritesIt() {
    Tensor map = JudgedMaps.distinct();
    JudgedMap judged = JudgedMaps.of(map);
    for (Road.First first : Road.First.values()) {
      double[] p = new double[9], accuracy = new double[9];
      for (int t = 1; t <= 9; t++) {
        Tensor x = slow(judged, map, first == Road.First.MOST_RELEVANT, t);
        p[t - 1] = JudgedMaps.probability(judged, x);
        accuracy[t - 1] = JudgedMaps.scores(judged, x).argmax() == 1 ? 100 : 0;
      }
      Judgement.Value probability = JudgedMaps.value(new Road(first, Road.Measure.PROBABILITY), judged);
      assertArrayEquals(p, probability.curve().stream().mapToDouble(v -> v).toArray(), 1e-7);
      assertEquals(IntStream.range(0, 9).mapToDouble(t -> p[t]).average().orElseThrow(), probability.value(), 1e-7);
      assertArrayEquals(accuracy,
          JudgedMaps.value(new Road(first, Road.Measure.ACCURACY), judged).curve().stream().mapToDouble(v -> v).toArray());
    }
  }

  @Test
  void combined() {
    Tensor map = JudgedMaps.distinct();
    JudgedMap judged = JudgedMaps.of(map);
    double sum = 0;
    for (int t : new int[]{2, 4, 6, 8})
      sum += JudgedMaps.probability(judged, slow(judged, map, false, t))
          - JudgedMaps.probability(judged, slow(judged, map, true, t));
    assertEquals(sum / 8, JudgedMaps.value(new RoadCombined(), judged).value(), 1e-7);
  }

  /** Accuracy and probability ask for the same pictures. */
  @Test
  void runsAreShared() {
    JudgedMap judged = JudgedMaps.of(JudgedMaps.map(0));
    for (Road.First first : Road.First.values())
      assertEquals(new Road(first, Road.Measure.ACCURACY).of(judged).pictures(),
          new Road(first, Road.Measure.PROBABILITY).of(judged).pictures());
  }

  /** Equal pixels: of a flat map every pixel is removed in part, and both orders are the same. */
  @Test
  void aFlatMapHasNoOrder() {
    JudgedMap flat = JudgedMaps.of(JudgedMaps.map(0).scale(0));
    assertEquals(JudgedMaps.value(new Road(Road.First.MOST_RELEVANT, Road.Measure.PROBABILITY), flat),
        JudgedMaps.value(new Road(Road.First.LEAST_RELEVANT, Road.Measure.PROBABILITY), flat));
    assertEquals(0, JudgedMaps.value(new RoadCombined(), flat).value());
  }
}
