package lucida.judge.randomisation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;
import org.junit.jupiter.api.Test;

class OrientedGradientsTest {
  /** A map that rises by 1 with each column: inside 2 to the right, 0° and so in the first bin, in the 18 columns and 18 rows of a map of 18×18; nothing at the border's columns. */
  @Test
  void aRampHasOneDirection() {
    Tensor ramp = Tensor.filled(Shape.of(18, 18), Precision.FLOAT64, e -> e % 18);
    Tensor histograms = OrientedGradients.of(ramp);
    assertEquals(Shape.of(4, 9), histograms.shape());
    assertEquals(2 * 15 * 16, histograms.at(0, 0)); // columns 1 to 15 of 16 rows
    assertEquals(2 * 1 * 16, histograms.at(1, 0)); // column 16
    assertEquals(2 * 15 * 2, histograms.at(2, 0));
    assertEquals(2 * 1 * 2, histograms.at(3, 0));
    assertEquals(2 * 16 * 18, histograms.sum());
  }

  /** Downwards is 90°, in the bin from 80° to 100°; a slope has no sign. */
  @Test
  void theSignDoesNotCount() {
    Tensor down = Tensor.filled(Shape.of(16, 16), Precision.FLOAT64, e -> {
      int i = e / 16;
      return 3 * i;
    });
    assertEquals(6 * 14 * 16, OrientedGradients.of(down).at(0, 4));
    assertEquals(6 * 14 * 16, OrientedGradients.of(down.negate()).at(0, 4));
  }
}
