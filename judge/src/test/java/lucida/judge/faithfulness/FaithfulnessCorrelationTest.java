package lucida.judge.faithfulness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.HashSet;
import java.util.Set;
import lucida.cam.Baseline;
import lucida.core.Precision;
import lucida.core.RandomStream;
import lucida.core.Tensor;
import lucida.judge.JudgedMap;
import lucida.judge.JudgedMaps;
import lucida.judge.SharedPictures;
import org.junit.jupiter.api.Test;

class FaithfulnessCorrelationTest {
  private static final FaithfulnessCorrelation METRIC = new FaithfulnessCorrelation(20, 10, Baseline.ZERO);

  /** Draws of one of 48 pixels until ten are different, twenty times. */
  @Test
  void asThePaperWritesIt() {
    Tensor map = JudgedMaps.map(2);
    JudgedMap judged = JudgedMaps.of(map);
    double[] sums = new double[20], lost = new double[20];
    for (int r = 0; r < 20; r++) {
      RandomStream draws = judged.random("faithfulness correlation").stream(r);
      Set<Integer> s = new HashSet<>();
      for (int i = 0; s.size() < 10; i++) s.add(draws.below(48, i));
      for (int pixel : s) sums[r] += map.cell(pixel);
      lost[r] = judged.probability() - JudgedMaps.probability(judged,
          Tensor.filled(JudgedMaps.PICTURE, Precision.FLOAT64, e -> s.contains(e % 48) ? 0 : judged.x().cell(e)));
    }
    assertEquals(CorrelationTest.pearson(sums, lost), JudgedMaps.value(METRIC, judged).value(), 1e-10);
  }

  /** All maps of a picture ask for the same pictures. */
  @Test
  void runsAreSharedByMaps() {
    Object one = METRIC.of(JudgedMaps.of(JudgedMaps.map(0))).pictures();
    assertInstanceOf(SharedPictures.class, one);
    assertEquals(one, METRIC.of(JudgedMaps.of(JudgedMaps.map(1))).pictures());
  }
}
