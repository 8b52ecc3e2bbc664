package lucida.judge.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SuiteCostTest {
  @Test
  void inWords() {
    SuiteCost cost = new SuiteCost(130, 110);
    assertEquals("about 4 minutes of processor time, 3 of them for networks that are trained once and kept", cost.text(false));
    assertEquals("about 2 minutes of processor time", cost.text(true));
    assertEquals("about a minute of processor time", new SuiteCost(0, 20).text(false));
  }

  /** Ten minutes on two processors, of which 10 % are not used. */
  @Test
  void everySuiteFitsIntoTenMinutes() {
    for (Suite suite : Suites.all()) {
      assertTrue(suite.cost().training() + suite.cost().judging() <= 18 * 60, suite.name());
      assertEquals(suite.recipes().isEmpty(), suite.cost().training() == 0, suite.name());
    }
  }
}
