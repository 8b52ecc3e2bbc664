package lucida.judge.faithfulness;

import static org.junit.jupiter.api.Assertions.assertEquals;

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

class PixelFlippingTest {
  /** S = (0, x_0), x = (1, −1): p falls from σ(1) to σ(−1) with the first pixel and stays: (σ(1) + σ(−1))/4 + σ(−1)/2 = 1/4 + σ(−1)/2. */
  @Test
  void byHand() {
    JudgedMap judged = JudgedMaps.linear(Tensor.of(Shape.of(1, 2), 1.0, 0), Tensor.of(Shape.of(1, 2), 1.0, -1),
        new JudgedMaps.Given(Tensor.of(Shape.of(1, 2), 1.0, 0)));
    assertEquals(0.25 + 0.5 / (1 + Math.E), JudgedMaps.value(new PixelFlipping(2), judged).value(), 1e-14);
  }

  @Test
  void asThePaperWritesIt() {
    Tensor map = JudgedMaps.distinct();
    JudgedMap judged = JudgedMaps.of(map);
    Judgement.Value value = JudgedMaps.value(new PixelFlipping(map.size()), judged);
    List<Integer> order = IntStream.range(0, map.size()).boxed().sorted(Comparator.comparingDouble(e -> -map.cell(e))).toList();
    boolean[] flipped = new boolean[map.size()];
    for (int t = 0; t <= map.size(); t++) {
      if (t > 0) flipped[order.get(t - 1)] = true;
      assertEquals(JudgedMaps.probability(judged, Tensor.filled(JudgedMaps.PICTURE, Precision.FLOAT64,
          e -> flipped[e % map.size()] ? -judged.x().cell(e) : judged.x().cell(e))), value.curve().get(t), 1e-12);
    }
  }
}
