package lucida.judge.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.IntStream;
import lucida.core.RandomStream;
import org.junit.jupiter.api.Test;

class SignFlipTest {
  private static final SignFlip TEST = SignFlip.of(4);

  /** Three differences of one sign: of 8 patterns +++ and −−− are as far. With 1, 2, −4 every pattern with |sum| ≥ 1 counts: all 8. */
  @Test
  void byHand() {
    assertEquals(2 / 8.0, TEST.p(1, 2, 3));
    assertEquals(1, TEST.p(1, 2, -4));
    assertEquals(2 / 8.0, TEST.p(1, 2, 1, 0)); // a 0 has no sign
    assertEquals(4 / 8.0, TEST.p(3, 2, -1)); // as far as 4: 3+2−1, 3+2+1 and their negatives
  }

  @Test
  void withoutADifferenceThereIsNoP() {
    assertEquals(1, TEST.p(0, 0));
    assertEquals(1, TEST.p());
  }

  /** Order and common factor do not matter. */
  @Test
  void noOrderCounts() {
    assertEquals(TEST.p(0.1, 0.7, -0.3, 0.2), TEST.p(-0.3, 0.2, 0.1, 0.7));
    assertEquals(TEST.p(0.1, 0.7, -0.3, 0.2), TEST.p(-0.7, 0.3, -0.2, -0.1));
  }

  /** The drawn p of 20 numbers against all 2²⁰ patterns: within four deviations of a share of 10,000, 4·√(p(1 − p)/10⁴) ≤ 0.02. */
  @Test
  void manyAreDrawn() {
    RandomStream numbers = RandomStream.of(8);
    double[] d = IntStream.range(0, 20).mapToDouble(i -> 0.3 + numbers.gaussian(i)).toArray();
    double seen = Math.abs(IntStream.range(0, 20).mapToDouble(i -> d[i]).sum());
    int far = 0;
    for (int pattern = 0; pattern < 1 << 20; pattern++) {
      double sum = 0;
      for (int i = 0; i < 20; i++) sum += (pattern >> i & 1) == 0 ? d[i] : -d[i];
      if (Math.abs(sum) >= seen - 1e-12) far++;
    }
    assertEquals(far / (double) (1 << 20), TEST.p(d), 0.02);
  }
}
