package lucida.judge.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProportionTest {
  private static final double Z = 1.959963984540054;

  /** At each end the normal test of the true share p just rejects what was counted: |p̂ − p| = z √(p (1 − p)/n). A double has 16 digits, of which the square root of a difference loses half near 0. */
  @ParameterizedTest
  @CsvSource({"5, 6", "1, 2", "0, 7", "7, 7", "411, 1000"})
  void endsAreWhereTheTestRejects(long count, long of) {
    Proportion counted = new Proportion(count, of);
    for (double p : new double[]{counted.interval().low(), counted.interval().high()})
      assertEquals(Math.abs(counted.share() - p), Z * Math.sqrt(p * (1 - p) / of), 1e-8);
    assertEquals(counted.interval().low(), 1 - new Proportion(of - count, of).interval().high(), 1e-15);
  }

  @Test
  void asText() {
    assertEquals("5 of 6, 83.3 % [43.6, 97.0]", new Proportion(5, 6).toString());
    assertThrows(IllegalArgumentException.class, () -> new Proportion(1, 0));
    assertThrows(IllegalArgumentException.class, () -> new Proportion(3, 2));
  }
}
