package lucida.judge.faithfulness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import lucida.judge.Judgement;
import org.junit.jupiter.api.Test;

class CorrelationTest {
  /** Around their means (−1, 0, 1) and (−2, 1, 1): 3/√(2·6). By ranks (1, 2, 3) and (1, 2.5, 2.5): 1.5/√(2·1.5). */
  @Test
  void byHand() {
    assertEquals(3 / Math.sqrt(12), Correlation.PEARSON.of(new double[]{1, 2, 3}, 0, 3, 3), 1e-15);
    assertEquals(1.5 / Math.sqrt(3), Correlation.SPEARMAN.of(new double[]{1, 2, 30}, 0, 3, 3), 1e-15);
  }

  @Test
  void aConstantRowHasNone() {
    assertInstanceOf(Judgement.LeftOut.class, Correlation.PEARSON.judgement(new double[]{1, 2}, 3, 3));
    assertInstanceOf(Judgement.LeftOut.class, Correlation.SPEARMAN.judgement(new double[]{1, 1}, 3, 4));
  }

  /** Σ (a − ā)(b − b̄) / √(Σ (a − ā)² Σ (b − b̄)²) in plain loops: for the tests of this package. */
  static double pearson(double[] a, double... b) {
    double meanA = 0, meanB = 0, both = 0, ofA = 0, ofB = 0;
    for (int i = 0; i < a.length; i++) {
      meanA += a[i] / a.length;
      meanB += b[i] / b.length;
    }
    for (int i = 0; i < a.length; i++) {
      both += (a[i] - meanA) * (b[i] - meanB);
      ofA += (a[i] - meanA) * (a[i] - meanA);
      ofB += (b[i] - meanB) * (b[i] - meanB);
    }
    return both / Math.sqrt(ofA * ofB);
  }
}
