package lucida.core.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import lucida.core.Precision;
import lucida.core.ShapeException;
import lucida.core.Tensor;
import org.junit.jupiter.api.Test;

class TensorAssertTest {
  private static final Tensor EXPECTED = Tensor.vector(1, -4, 0);

  @Test
  void passesUpToTheTolerance() {
    TensorAssert.assertClose(EXPECTED, Tensor.vector(1.5, -4, 0), 0.125);
    TensorAssert.assertWithin(EXPECTED, Tensor.vector(1.5, -4.5, 0), 0.5);
    TensorAssert.assertSame(EXPECTED, Tensor.vector(1, -4, 0));
  }

  @Test
  void saysWhereItFails() {
    assertEquals(
        "differ most at [0]: 1.75 instead of 1.0, 7.5e-01 apart, 3.4e+15 ulps; relative L2 2.2e-01; 1 of 3 cells beyond 5.0e-01",
        failure(() -> TensorAssert.assertClose(EXPECTED, Tensor.vector(1.75, -4, 0.5), 0.125)));
    assertEquals(
        "differ most at [2]: 0.5 instead of 0.0, 5.0e-01 apart, Infinity ulps; relative L2 1.2e-01; 1 of 3 cells beyond 4.0e-01",
        failure(() -> TensorAssert.assertWithin(EXPECTED, Tensor.vector(1, -4, 0.5), 0.4)));
  }

  @Test
  void sameMeansEveryBit() {
    assertEquals("the same in all 3 cells but for signs of 0",
        failure(() -> TensorAssert.assertSame(EXPECTED, Tensor.vector(1, -4, -0.0))));
    assertEquals("the same in all 3 cells, in FLOAT32 instead of FLOAT64",
        failure(() -> TensorAssert.assertSame(EXPECTED, EXPECTED.to(Precision.FLOAT32))));
    assertThrows(ShapeException.class, () -> TensorAssert.assertSame(EXPECTED, Tensor.vector(1, -4)));
  }

  private static String failure(Runnable check) { return assertThrows(AssertionError.class, check::run).getMessage(); }
}
