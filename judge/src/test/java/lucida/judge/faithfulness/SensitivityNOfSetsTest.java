package lucida.judge.faithfulness;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import lucida.cam.Baseline;
import lucida.core.Precision;
import lucida.core.Tensor;
import lucida.judge.JudgedMap;
import lucida.judge.JudgedMaps;
import lucida.judge.Judgement;
import org.junit.jupiter.api.Test;

class SensitivityNOfSetsTest {
  /** 48 pixels in 8 groups of 6, of which 6 are removed. */
  private static final SensitivityNOfSets METRIC = new SensitivityNOfSets(8, Baseline.ZERO);
  private static final int K = 6;
  private static final int PICTURES = 5;

  private static JudgedMap judged(int picture, Tensor map) {
    return JudgedMaps.of(JudgedMaps.subject(), JudgedMaps.picture(picture), new JudgedMaps.Given(map));
  }

  /** Numbers of which no two are equal, others for each picture. */
  private static Tensor map(int picture) {
    return JudgedMaps.distinct().map(v -> (v * 5 + 7 * picture) % 48 * (picture + 1));
  }

  /** Removed one group after the other, in plain loops. The correlation over pictures is found by sums of squares, whose cancellation costs some digits. */
  @Test
  void asTheProgramComputesIt() {
    double[][] said = new double[K][PICTURES], lost = new double[K][PICTURES];
    List<Judgement.Value> values = IntStream.range(0, PICTURES).mapToObj(picture -> {
      Tensor map = map(picture);
      JudgedMap judged = judged(picture, map);
      List<Integer> order = IntStream.range(0, 48).boxed().sorted(Comparator.comparingDouble(e -> -map.cell(e))).toList();
      double[] ownSaid = new double[K], ownLost = new double[K];
      for (int k = 0; k < K; k++) {
        for (int i = 6 * k; i < 6 * k + 6; i++) ownSaid[k] += map.cell(order.get(i));
        List<Integer> gone = order.subList(0, 6 * k + 6);
        Tensor left = Tensor.filled(JudgedMaps.PICTURE, Precision.FLOAT64, e -> gone.contains(e % 48) ? 0 : judged.x().cell(e));
        ownLost[k] = JudgedMaps.scores(judged, judged.x()).cell(1) - JudgedMaps.scores(judged, left).cell(1);
        said[k][picture] = ownSaid[k];
        lost[k][picture] = ownLost[k];
      }
      Judgement.Value value = JudgedMaps.value(METRIC, judged);
      assertEquals(CorrelationTest.pearson(ownSaid, ownLost), value.value(), 1e-10);
      return value;
    }).toList();
    double mean = 0;
    for (int k = 0; k < K; k++) mean += CorrelationTest.pearson(said[k], lost[k]) / K;
    assertEquals(mean, METRIC.summary(values), 1e-9);
  }

  /** A map that is the same for all pictures says nothing of which of them loses more. */
  @Test
  void oneMapForAllPicturesCountsNothing() {
    assertEquals(0, METRIC.summary(IntStream.range(0, PICTURES)
        .mapToObj(picture -> JudgedMaps.value(METRIC, judged(picture, JudgedMaps.distinct().scale(0.1)))).toList()));
  }
}
