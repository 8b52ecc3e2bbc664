package lucida.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;

class NetworkAccuracyTest {
  @Test
  void aNetworkThatHasLearnedSaysHowMuch() {
    assertEquals(
        "The network names the class of 84.0 % of pictures that it never saw; the same answer for all would be right for 25.0 %.",
        new NetworkAccuracy(0.84, 0.25).text());
  }

  /** Of 500 pictures all may be right; 499 are 99.8 %. */
  @Test
  void allPicturesMayBeRight() {
    assertEquals("100.0 %", NetworkAccuracy.percent(1));
    assertEquals("99.8 %", NetworkAccuracy.percent(499 / 500.0));
  }

  /** Of the 75 % that guessing leaves 7.5 are a tenth. */
  @Test
  void atChanceItSaysSo() {
    String nothing = " It has learned next to nothing: what its maps show says nothing about maps.";
    assertEquals(new NetworkAccuracy(0.3, 0.25).text(), "The network names the class of 30.0 % of pictures that it never saw; "
        + "the same answer for all would be right for 25.0 %." + nothing);
    assertFalse(new NetworkAccuracy(0.33, 0.25).text().endsWith(nothing));
  }
}
