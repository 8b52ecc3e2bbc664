package lucida.core;

import static lucida.core.Precision.FLOAT32;
import static lucida.core.Precision.FLOAT64;
import static lucida.core.testkit.TensorAssert.assertSame;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What a tensor computes at once: written out by hand, or against the JDK's own arithmetic. */
class TensorArithmeticTest {
  private static final double NAN = Double.NaN;
  private static final double INFINITY = Double.POSITIVE_INFINITY;
  private static final Tensor BOX = Tensor.arange(Shape.of(2, 3, 4), FLOAT64);

  @Test
  void computesCellByCell() {
    Tensor x = Tensor.vector(1, -4, 0.5);
    Tensor y = Tensor.vector(2, 0, -0.25);
    assertSame(Tensor.vector(3, -4, 0.25), x.plus(y));
    assertSame(Tensor.vector(-1, -4, 0.75), x.minus(y));
    assertSame(Tensor.vector(2, -0.0, -0.125), x.times(y));
    assertSame(Tensor.vector(0.5, -INFINITY, -2), x.over(y));
    assertSame(Tensor.vector(-2, 8, -1), x.scale(-2));
    assertSame(Tensor.vector(-1, 4, -0.5), x.negate());
    assertSame(Tensor.vector(1, 4, 0.5), x.abs());
    assertSame(Tensor.vector(1, NAN, Math.sqrt(0.5)), x.sqrt());
    assertSame(Tensor.vector(Math.E, Math.exp(-4), Math.exp(0.5)), x.exp());
    assertSame(Tensor.vector(1, 16, 0.25), x.map(a -> a * a));
    assertSame(Tensor.vector(2, 0, 0.5), x.zip(y, Math::max));
  }

  /** The convention of the kernels: what is not > 0 becomes +0. */
  @Test
  void reluIsAGate() {
    assertSame(Tensor.vector(3, 0, 0, NAN, INFINITY), Tensor.vector(3, -1, -0.0, NAN, INFINITY).relu());
  }

  /**
   * In double a sum, difference, product, quotient or root of floats has more than twice their digits, so that rounding it once
   * more, when it is stored, gives what the float operation gives (Figueroa 1995): every cell must be exactly the JDK's float
   * result.
   */
  @Test
  void float32ArithmeticIsIeeeArithmetic() {
    RandomStream draws = RandomStream.of(1).stream("float32");
    Tensor x = draws.stream("x").gaussian(Shape.of(2000), FLOAT32, 0, 3);
    Tensor y = draws.stream("y").gaussian(Shape.of(2000), FLOAT32, 0, 1e-3);
    Tensor sum = x.plus(y);
    Tensor difference = x.minus(y);
    Tensor product = x.times(y);
    Tensor quotient = x.over(y);
    Tensor root = x.sqrt();
    for (int i = 0; i < x.size(); i++) {
      float a = (float) x.cell(i);
      float b = (float) y.cell(i);
      assertEquals(a + b, sum.cell(i));
      assertEquals(a - b, difference.cell(i));
      assertEquals(a * b, product.cell(i));
      assertEquals(a / b, quotient.cell(i));
      assertEquals((float) Math.sqrt(a), root.cell(i));
    }
  }

  @Test
  void refusesWhatDoesNotMeet() {
    assertEquals("tensors of shapes [2, 3, 4] and [3, 4] do not meet cell by cell: nothing is broadcast",
        refusal(() -> BOX.plus(BOX.select(0, 0))));
    assertEquals("tensors of FLOAT64 and FLOAT32 do not mix: convert one", refusal(() -> BOX.times(BOX.to(FLOAT32))));
    assertThrows(ShapeException.class, () -> BOX.dot(BOX.transpose()));
  }

  @Test
  void sumsOverAllAndAlongAxes() {
    assertEquals(276, BOX.sum());
    assertSame(Tensor.of(Shape.of(3, 4), 12.0, 14, 16, 18, 20, 22, 24, 26, 28, 30, 32, 34), BOX.sum(0));
    assertSame(Tensor.of(Shape.of(2, 4), 12.0, 15, 18, 21, 48, 51, 54, 57), BOX.sum(1));
    assertSame(Tensor.of(Shape.of(2, 3), 6.0, 22, 38, 54, 70, 86), BOX.sum(2));
    assertSame(Tensor.vector(66, 210), BOX.sum(1, 2));
    assertSame(Tensor.vector(66, 210), BOX.sum(2, 1));
    assertSame(Tensor.vector(60, 92, 124), BOX.sum(0, 2));
    assertSame(Tensor.scalar(FLOAT64, 276), BOX.sum(0, 1, 2));
    assertSame(BOX, BOX.sum(new int[0]));
    assertEquals("Shape [2, 3, 4] has no axis 3, only 3 axes counted from 0", refusal(() -> BOX.sum(3)));
  }

  /** 2²⁴ + 1 + 1 in float32 would stay 2²⁴; in double it does not. */
  @Test
  void accumulatesInDouble() {
    assertEquals(0x1p24 + 2, Tensor.of(Shape.of(3), 0x1p24f, 1f, 1f).sum());
    assertEquals(0x1p24 + 2, Tensor.of(Shape.of(1, 3), 0x1p24f, 1f, 1f).sum(1).item());
  }

  @Test
  void meansAndExtremes() {
    Tensor x = Tensor.matrix(new double[][]{{3, -1, 7}, {0, 8, -5}});
    assertEquals(2, x.mean());
    assertSame(Tensor.vector(3, 1), x.mean(1));
    assertSame(Tensor.vector(1.5, 3.5, 1), x.mean(0));
    assertEquals(8, x.max());
    assertSame(Tensor.vector(7, 8), x.max(1));
    assertSame(Tensor.vector(3, 8, 7), x.max(0));
    assertEquals(-5, x.min());
    assertSame(Tensor.vector(-1, -5), x.min(1));
    assertEquals(4, x.argmax());
    assertArrayEquals(new int[]{1, 1}, x.shape().index(x.argmax()));
    assertArrayEquals(new int[]{2, 1}, x.argmax(1));
    assertArrayEquals(new int[]{0, 1, 0}, x.argmax(0));
  }

  @Test
  void theFirstOfEqualsIsLargestAndNaNBeforeAll() {
    assertEquals(1, Tensor.vector(0, 2, 2).argmax());
    assertEquals(1, Tensor.vector(INFINITY, NAN, 5, NAN).argmax());
    assertEquals(NAN, Tensor.vector(1, NAN, 3).max());
    assertEquals(NAN, Tensor.vector(1, NAN, 3).min());
    assertEquals(-INFINITY, Tensor.vector(-INFINITY, -INFINITY).max());
  }

  @Test
  void emptySumsAreZeroAndEmptySearchesRefused() {
    Tensor empty = Tensor.zeros(Shape.of(3, 0), FLOAT64);
    assertEquals(0, empty.sum());
    assertSame(Tensor.vector(0, 0, 0), empty.sum(1));
    assertEquals(Shape.of(0), empty.max(0).shape());
    assertEquals("Tensor of shape [3, 0]: there is no largest of no cells", refusal(() -> empty.max(1)));
    assertEquals("Tensor of shape [3, 0]: there is no mean of no cells", refusal(empty::mean));
    assertThrows(ShapeException.class, empty::argmax);
    assertThrows(ShapeException.class, () -> empty.min(1));
  }

  @Test
  void normDoesNotOverflowOnTheWay() {
    assertEquals(5, Tensor.vector(3, -4).norm());
    assertEquals(0x1.4p1002, Tensor.vector(0x3p1000, 0x4p1000).norm());
    assertEquals(5 * Double.MIN_VALUE, Tensor.vector(3 * Double.MIN_VALUE, 4 * Double.MIN_VALUE).norm());
    assertEquals(Double.MAX_VALUE, Tensor.vector(Double.MAX_VALUE).norm());
    assertEquals(0, Tensor.vector().norm());
    assertEquals(INFINITY, Tensor.vector(1, -INFINITY).norm());
    assertEquals(NAN, Tensor.vector(1, NAN).norm());
  }

  @Test
  void dotIsTheSumOfProducts() {
    assertEquals(1 * 4 - 2 * 5 + 3 * 6, Tensor.vector(1, -2, 3).dot(Tensor.vector(4, 5, 6)));
    assertEquals(0, Tensor.vector().dot(Tensor.vector()));
  }

  private static String refusal(Executable call) { return assertThrows(IllegalArgumentException.class, call).getMessage(); }
}
