package lucida.cam.channels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import lucida.autodiff.run.Executor;
import lucida.core.Precision;
import lucida.core.RandomStream;
import lucida.core.Shape;
import lucida.core.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeadingVectorTest {
  private static Tensor product(Tensor P, Tensor Q) {
    return CompiledProduct.of(P.shape(), Q.shape(), Executor.float64()).of(P, Q);
  }

  /** Gaussian channels, whose leading singular values lie close: both shapes of the Gram matrix, against Jacobi's rotations. */
  @ParameterizedTest
  @CsvSource({"5, 6, 6", "1, 3, 3", "17, 3, 2", "40, 5, 5", "6, 1, 1"})
  void agreesWithJacobi(int K, int h, int w) {
    Tensor A = RandomStream.of(5).stream(K).gaussian(Shape.of(K, h, w), Precision.FLOAT64, 0.1, 1);
    LeadingVector leading = LeadingVector.of(A, LeadingVectorTest::product);
    // the Gram matrix is rounded to some 2⁻⁵⁰ of its norm, the gap between its two largest values is more than 1/100 of that
    assertArrayEquals(new Jacobi(A).leading(), leading.v().toDoubles(), 100 * 0x1p-50);
    assertTrue(leading.unique());
  }

  /** M = a bᵀ has v = b/|b|; whether a is positive is nothing to v, b's largest entry decides. */
  @Test
  void rankOne() {
    double[] b = {0.5, -2, 1};
    Tensor A = Tensor.filled(Shape.of(3, 2, 2), Precision.FLOAT64, e -> b[e / 4] * (e % 4 - 1.5));
    double norm = Math.sqrt(0.25 + 4 + 1);
    assertArrayEquals(new double[]{-0.5 / norm, 2 / norm, -1 / norm},
        LeadingVector.of(A, LeadingVectorTest::product).v().toDoubles(), 1e-15);
  }

  /** diag(1, 1 − gap): the squaring tells them apart down to a gap of 1e-10, and says where it does not. */
  @ParameterizedTest
  @CsvSource({"0.5, true", "1e-3, true", "1e-8, true", "1e-10, true", "1e-13, false", "0, false"})
  void gap(double gap, boolean unique) {
    LeadingVector leading = LeadingVector.of(Tensor.of(Shape.of(2, 1, 2), 1, 0, 0, 1 - gap), LeadingVectorTest::product);
    assertEquals(unique, leading.unique());
    assertEquals(unique, leading.flags().isEmpty());
    if (unique) assertArrayEquals(new double[]{1, 0}, leading.v().toDoubles(), 0x1p-29);
    assertEquals(1, leading.v().norm(), 1e-15);
  }

  /** Of equal leading values v is still in their plane. */
  @Test
  void equalValues() {
    Tensor A = Tensor.of(Shape.of(3, 1, 3), 0.0, 2, 0, 2, 0, 0, 0, 0, 1); // singular values 2, 2, 1
    LeadingVector leading = LeadingVector.of(A, LeadingVectorTest::product);
    assertFalse(leading.unique());
    assertEquals(0, leading.v().cell(2), 1e-15);
    assertEquals(1, leading.v().norm(), 1e-15);
  }

  @Test
  void nothingAndNotANumber() {
    assertEquals(0,
        LeadingVector.of(Tensor.zeros(Shape.of(2, 2, 2), Precision.FLOAT32), LeadingVectorTest::product).v().abs().max());
    assertEquals(2, LeadingVector.of(Tensor.filled(Shape.of(2, 2, 2), Precision.FLOAT32, Double.NaN), LeadingVectorTest::product)
        .v().nonFinite());
  }
}
