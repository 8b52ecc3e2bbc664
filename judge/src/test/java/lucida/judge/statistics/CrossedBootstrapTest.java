package lucida.judge.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Means of two people who are 0 and 1 everywhere are 0 in a quarter of the draws and 1 in another: the interval is all of it. The same with two pictures. */
class CrossedBootstrapTest {
  private static final CrossedBootstrap BOOTSTRAP = CrossedBootstrap.of(3);

  @Test
  void peopleAndPicturesAreBothDrawn() {
    assertEquals(new Interval(0, 1), BOOTSTRAP.interval(new double[][]{{0, 0, 0}, {1, 1, 1}}));
    assertEquals(new Interval(0, 1), BOOTSTRAP.interval(new double[][]{{0, 1}, {0, 1}, {0, 1}}));
    assertEquals(new Interval(0.5, 0.5), BOOTSTRAP.interval(new double[][]{{0.5, 0.5}, {0.5, 0.5}}));
    assertTrue(Double.isNaN(BOOTSTRAP.interval(new double[0][0]).low()));
  }
}
