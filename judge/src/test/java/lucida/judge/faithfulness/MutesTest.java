package lucida.judge.faithfulness;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import java.util.stream.IntStream;
import lucida.cam.Baseline;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.judge.JudgedMaps;
import org.junit.jupiter.api.Test;

class MutesTest {
  @Test
  void inProportionKeepsTheMap() {
    Tensor map = Tensor.of(Shape.of(2, 2), 0.0, 0.25, 0.5, 1);
    assertArrayEquals(map.toDoubles(), Mutes.IN_PROPORTION.kept(map).toDoubles());
  }

  /** The map's values are all different: sort them, keep the upper half. */
  @Test
  void halfKeepsTheUpperHalf() {
    double[] v = IntStream.range(0, 8).mapToDouble(e -> e * 5 % 8).toArray();
    double[] sorted = Arrays.stream(v).sorted().toArray();
    double[] expected = Arrays.stream(v).map(u -> u >= sorted[4] ? 1 : 0).toArray();
    assertArrayEquals(expected, Mutes.HALF.kept(Tensor.of(Shape.of(2, 4), v)).toDoubles());
  }

  /** Three of four pixels are 0: half of the picture is the one that is not, and a third of each of the others. */
  @Test
  void pixelsThatShareTheMiddleAreKeptInPart() {
    assertArrayEquals(new double[]{1 / 3.0, 1, 1 / 3.0, 1 / 3.0},
        Mutes.HALF.kept(Tensor.of(Shape.of(2, 2), 0.0, 1, 0, 0)).toDoubles(), 1e-15);
  }

  /** kept ∘ x + (1 − kept) ∘ mean of the channel, in plain loops. */
  @Test
  void theRestIsTheBaseline() {
    Tensor x = JudgedMaps.picture(0).x(), kept = JudgedMaps.map(0).map(v -> 1 / (1 + Math.exp(-v)));
    int Z = kept.size();
    double[] expected = new double[x.size()];
    for (int c = 0; c < JudgedMaps.CHANNELS; c++) {
      double mean = 0;
      for (int e = 0; e < Z; e++) mean += x.cell(c * Z + e) / Z;
      for (int e = 0; e < Z; e++) expected[c * Z + e] = kept.cell(e) * x.cell(c * Z + e) + (1 - kept.cell(e)) * mean;
    }
    assertArrayEquals(expected, Blend.of(x, kept, Baseline.MEAN).toDoubles(), 1e-14);
  }
}
