package lucida.core.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.ShapeException;
import lucida.core.Tensor;
import org.junit.jupiter.api.Test;

class TensorDifferenceTest {
  private static final double NAN = Double.NaN;
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  /** ‖expected‖ = √(9 + 16) = 5 and ‖difference‖ = √(0.25 + 1) in numbers that doubles hold exactly. */
  @Test
  void measuresByHand() {
    Tensor expected = Tensor.of(Shape.of(2, 2), 3.0, 0.0, -4.0, 0.0);
    Tensor actual = Tensor.of(Shape.of(2, 2), 3.5, 0.0, -5.0, 0.0);
    TensorDifference difference = TensorDifference.of(expected, actual, 0.5);
    assertEquals(2, difference.cell());
    assertArrayEquals(new int[]{1, 0}, difference.index());
    assertEquals(-4, difference.expected());
    assertEquals(-5, difference.actual());
    assertEquals(1, difference.largest());
    assertEquals(0x1p50, difference.ulps());
    assertEquals(Math.sqrt(1.25) / 5, difference.relativeL2());
    assertEquals(1, difference.beyond());
    assertFalse(difference.isWithin());
    assertTrue(TensorDifference.of(expected, actual, 1).isWithin());
  }

  /** One step of float32 above 1.2345 is 2⁻²³: the sentence of the class comment, with its 838 steps. */
  @Test
  void speaksInOneSentence() {
    Tensor expected = Tensor.filled(Shape.of(1, 8, 8, 8), Precision.FLOAT32, 1.2346);
    Tensor actual = expected.zip(Tensor.arange(expected.shape(), Precision.FLOAT32), (e, i) -> i == 237 ? 1.2345 : e);
    assertEquals("differ most at [0, 3, 5, 5]: 1.2345 instead of 1.2346, 1.0e-04 apart, 838 ulps; relative L2 3.6e-06; "
        + "1 of 512 cells beyond 1.0e-06", TensorDifference.of(expected, actual, 1e-6).toString());
    assertEquals("the same in all 512 cells", TensorDifference.of(expected, expected).toString());
    assertEquals("no cells to compare in shape [0, 3]",
        TensorDifference.of(Tensor.zeros(Shape.of(0, 3), Precision.FLOAT64), Tensor.zeros(Shape.of(0, 3), Precision.FLOAT64))
            .toString());
    assertEquals("differ most at [1]: 3.0 instead of 2.0, 1.0e+00 apart, 2.3e+15 ulps; relative L2 4.5e-01; 1 of 2 cells differ",
        TensorDifference.of(Tensor.vector(1, 2), Tensor.vector(1, 3)).toString());
  }

  @Test
  void nonFiniteCellsAgreeOnlyWithTheirLike() {
    Tensor expected = Tensor.vector(NAN, INFINITY, -INFINITY, NAN, 1, INFINITY, 2);
    Tensor actual = Tensor.vector(NAN, INFINITY, INFINITY, 3, NAN, 7, 2.5);
    TensorDifference difference = TensorDifference.of(expected, actual, 1);
    assertEquals(4, difference.unlike());
    assertEquals(4, difference.beyond());
    assertEquals(6, difference.cell());
    assertEquals("differ most at [6]: 2.5 instead of 2.0, 5.0e-01 apart, 1.1e+15 ulps; relative L2 2.5e-01; "
        + "4 of 7 cells beyond 1.0e+00; 4 NaN or infinite otherwise than expected", difference.toString());
    assertTrue(TensorDifference.of(expected, expected).isWithin());
    TensorDifference nowhere = TensorDifference.of(Tensor.vector(NAN, 1), Tensor.vector(1, NAN));
    assertEquals("no cell is finite on both sides; 2 of 2 cells differ; 2 NaN or infinite otherwise than expected",
        nowhere.toString());
    assertArrayEquals(new int[0], nowhere.index());
  }

  @Test
  void countsUlpsOfTheCoarserPrecision() {
    Tensor one = Tensor.vector(1);
    Tensor above = Tensor.vector(1 + 0x1p-23);
    assertEquals(0x1p29, TensorDifference.of(one, above).ulps());
    assertEquals(1, TensorDifference.of(one.to(Precision.FLOAT32), above).ulps());
    assertEquals(1, TensorDifference.of(one, above.to(Precision.FLOAT32)).ulps());
  }

  @Test
  void toleranceMayBeRelativeToTheLargest() {
    Tensor expected = Tensor.vector(-8, 1, NAN, INFINITY);
    assertEquals(2, TensorDifference.relative(expected, expected, 0.25).tolerance());
    assertEquals(0, TensorDifference.relative(Tensor.vector(), Tensor.vector(), 0.25).tolerance());
  }

  @Test
  void distancesMayExceedWhatIsRepresentable() {
    TensorDifference difference = TensorDifference.of(Tensor.vector(-Double.MAX_VALUE, 0), Tensor.vector(Double.MAX_VALUE, 1));
    assertEquals(INFINITY, difference.largest());
    assertEquals(INFINITY, TensorDifference.of(Tensor.vector(0), Tensor.vector(1)).relativeL2());
  }

  @Test
  void refusesNonsense() {
    Tensor x = Tensor.vector(1, 2);
    assertEquals("a tensor of shape [2] was expected, not of shape [1, 2]",
        assertThrows(ShapeException.class, () -> TensorDifference.of(x, x.reshape(Shape.of(1, 2)))).getMessage());
    assertEquals("a tolerance is at least 0, not NaN",
        assertThrows(IllegalArgumentException.class, () -> TensorDifference.of(x, x, NAN)).getMessage());
    assertThrows(IllegalArgumentException.class, () -> TensorDifference.of(x, x, -1));
  }
}
