package lucida.scenes.art;

import static org.junit.jupiter.api.Assertions.assertTrue;

import lucida.core.RandomStream;
import org.junit.jupiter.api.Test;

class PatternsTest {
  /** Shares of a colour, and both colours come up somewhere. */
  @Test
  void patternsAreSharesAndShowBothColours() {
    Chance chance = new Chance(RandomStream.of(3));
    for (int round = 0; round < 100; round++) {
      Pattern pattern = Patterns.any(chance, chance.between(0.05, 0.5));
      double least = 1;
      double most = 0;
      for (int i = 0; i < 4000; i++) {
        double t = pattern.at(chance.between(-3, 3), chance.between(-3, 3));
        assertTrue(t >= 0 && t <= 1, "round " + round + ": " + t);
        least = Math.min(least, t);
        most = Math.max(most, t);
      }
      assertTrue(least < 0.05 && most > 0.95, "round " + round + ": " + least + " to " + most);
    }
  }
}
