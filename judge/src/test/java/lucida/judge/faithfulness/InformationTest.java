package lucida.judge.faithfulness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import lucida.core.Precision;
import lucida.core.RandomStream;
import lucida.core.Shape;
import lucida.core.Tensor;
import org.junit.jupiter.api.Test;

class InformationTest {
  /** 0, 17, 34, … 255 in two rows: the first differs from what is left of it by 0 once and 17 fifteen times, the second is above itself. */
  @Test
  void aRampByHand() {
    Tensor x = Tensor.filled(Shape.of(1, 2, 16), Precision.FLOAT64, e -> e % 16);
    double bits = -17 * Math.log(17 / 32.0) / Math.log(2) - 15 * Math.log(15 / 32.0) / Math.log(2);
    assertEquals(bits, Information.inStepsOf(x).bits(x), 1e-12);
  }

  @Test
  void aFlatPictureHoldsNone() {
    Tensor x = Tensor.filled(Shape.of(3, 4, 4), Precision.FLOAT64, _ -> 0.7);
    assertEquals(0, Information.inStepsOf(x).bits(x));
    assertEquals(0, new Information(0.7, 2).bits(x));
  }

  /** Noise needs nearly all of the eight bits of a sample. What is above the steps is 255 everywhere. */
  @Test
  void noiseHoldsMost() {
    Tensor x = RandomStream.of(3).uniform(Shape.of(1, 256, 256), Precision.FLOAT64, 0, 1);
    double bits = Information.inStepsOf(x).bits(x) / x.size();
    assertTrue(bits > 7.9 && bits <= 8, bits + " bits a sample");
    assertEquals(0, new Information(-2, -1).bits(x.map(v -> v + 5)) / x.size(), 0.001);
  }
}
