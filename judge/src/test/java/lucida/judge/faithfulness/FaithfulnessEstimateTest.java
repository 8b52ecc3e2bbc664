package lucida.judge.faithfulness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import lucida.cam.Baseline;
import lucida.core.Precision;
import lucida.core.Tensor;
import lucida.judge.JudgedMap;
import lucida.judge.JudgedMaps;
import lucida.judge.Judgement;
import org.junit.jupiter.api.Test;

class FaithfulnessEstimateTest {
  /** A pixel at a time: remove each by itself, in any order. */
  @Test
  void asThePaperWritesIt() {
    Tensor map = JudgedMaps.distinct();
    JudgedMap judged = JudgedMaps.of(map);
    double[] lost = new double[map.size()];
    for (int i = 0; i < lost.length; i++) {
      int removed = i;
      lost[i] = judged.probability() - JudgedMaps.probability(judged,
          Tensor.filled(JudgedMaps.PICTURE, Precision.FLOAT64, e -> e % map.size() == removed ? 0 : judged.x().cell(e)));
    }
    assertEquals(CorrelationTest.pearson(map.toDoubles(), lost),
        JudgedMaps.value(new FaithfulnessEstimate(map.size(), Baseline.ZERO), judged).value(), 1e-10);
  }

  @Test
  void aFlatMapIsLeftOut() {
    assertInstanceOf(Judgement.LeftOut.class,
        JudgedMaps.judgement(new FaithfulnessEstimate(8, Baseline.ZERO), JudgedMaps.of(JudgedMaps.map(0).scale(0))));
  }
}
