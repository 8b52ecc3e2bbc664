package lucida.judge.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Means of two people who are 0 and 1 everywhere are 0 in a quarter of the draws and 1 in another: the interval is all of it. The same with two pictures. */
class CrossedBootstrapTest {
  private static final CrossedBootstrap BOOTSTRAP = CrossedBootstrap.of(3);

  @Test
  void peopleAndPicturesAreBothDrawn() {
    assertEquals(new Interval(0, 1), BOOTSTRAP.interval(new double[][]{{0, 0, 0}, {1, 1, 1}}, 0, 1));
    assertEquals(new Interval(0, 1), BOOTSTRAP.interval(new double[][]{{0, 1}, {0, 1}, {0, 1}}, 0, 1));
    assertTrue(Double.isNaN(BOOTSTRAP.interval(new double[0][0], 0, 1).low()));
  }

  /**
   * Three people are right on all of five pictures. If a share q of all pairs of a person and a picture were wrong, the three cells of a diagonal, which share neither, would all be right with probability (1 − q)³, whatever
   * people and pictures have to do with it: that is 2.5 % where 1 − q is ∛0.025. Of one person there are five draws of pictures.
   */
  @Test
  void whatIsAllAlikeHasAWidth() {
    double[] right = {1, 1, 1, 1, 1};
    assertInterval(Math.cbrt(0.025), 1, BOOTSTRAP.interval(new double[][]{right, right, right}, 0, 1));
    assertInterval(Math.pow(0.025, 0.2), 1, BOOTSTRAP.interval(new double[][]{right}, 0, 1));
    double others = 1 - Math.sqrt(0.025); // of differences from −1 to 1 that are all 0 others can be on both sides
    assertInterval(-others, others, BOOTSTRAP.interval(new double[][]{{0, 0}, {0, 0}}, -1, 1));
  }

  private static void assertInterval(double low, double high, Interval is) {
    assertEquals(low, is.low(), 1e-15);
    assertEquals(high, is.high(), 1e-15);
  }
}
