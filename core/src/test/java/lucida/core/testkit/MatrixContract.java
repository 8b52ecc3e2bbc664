package lucida.core.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import lucida.core.Cells;
import lucida.core.Precision;
import lucida.core.kernel.MatrixProduct;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The three faces of the matrix product. */
public interface MatrixContract extends Subject {
  /** Every triple of small sizes, some of large ones, some batches. */
  static Stream<Arguments> products() {
    List<MatrixProduct> cases = new ArrayList<>();
    List<Integer> small = Samples.SIZES.subList(0, 7);
    for (int m : small) for (int k : small) for (int n : small) cases.add(new MatrixProduct(1, m, k, n));
    cases.addAll(List.of(new MatrixProduct(1, 64, 64, 64), new MatrixProduct(1, 207, 64, 13), new MatrixProduct(1, 13, 207, 64),
        new MatrixProduct(1, 64, 13, 207), new MatrixProduct(1, 207, 207, 207), new MatrixProduct(1, 1, 207, 207),
        new MatrixProduct(1, 207, 207, 1), new MatrixProduct(1, 207, 1, 207), new MatrixProduct(0, 3, 7, 8),
        new MatrixProduct(3, 7, 8, 13),
        new MatrixProduct(2, 17, 64, 17), new MatrixProduct(7, 1, 13, 1)));
    return Samples.inBothPrecisions(cases);
  }

  @ParameterizedTest
  @MethodSource("lucida.core.testkit.MatrixContract#products")
  default void multipliesAsDefined(Precision precision, MatrixProduct g) {
    Cells p = Samples.mixed(precision, g.sizeP(), 51);
    Cells q = Samples.mixed(precision, g.sizeQ(), 52);
    Cells r = Samples.mixed(precision, g.sizeR(), 53);
    for (Call face : List.of(product(g, p, q), left(g, q, r), right(g, p, r))) Agreement.withDefinition(this, face, 0);
  }

  /** On integers, exactly: ⟨P Q, R⟩ = ⟨P, R Qᵀ⟩ = ⟨Q, Pᵀ R⟩. */
  @ParameterizedTest
  @MethodSource("lucida.core.testkit.MatrixContract#products")
  default void threeFacesOfOneForm(Precision precision, MatrixProduct g) {
    Cells p = Samples.integers(precision, g.sizeP(), 54);
    Cells q = Samples.integers(precision, g.sizeQ(), 55);
    Cells r = Samples.integers(precision, g.sizeR(), 56);
    double form = Samples.dot(product(g, p, q).on(kernels(1)), r);
    assertEquals(form, Samples.dot(p, left(g, q, r).on(kernels(1))), "⟨P, R Qᵀ⟩, " + g);
    assertEquals(form, Samples.dot(q, right(g, p, r).on(kernels(1))), "⟨Q, Pᵀ R⟩, " + g);
  }

  /** P_mk = m + k, Q_kn = k − n: (P Q)_mn = Σ_k k² + (m − n) Σ_k k − K m n, exactly; batch b multiplies P by b + 1. */
  @ParameterizedTest
  @MethodSource("lucida.core.testkit.MatrixContract#products")
  default void productsInClosedForm(Precision precision, MatrixProduct g) {
    int K = g.k();
    Cells p = Samples.of(precision, g.sizeP(), cell -> (cell / (g.m() * K) + 1) * (cell / K % g.m() + cell % K));
    Cells q = Samples.of(precision, g.sizeQ(), cell -> cell / g.n() % K - cell % g.n());
    int first = K * (K - 1) / 2;
    int second = K * (K - 1) * (2 * K - 1) / 6;
    Agreement.exactly(g.toString(), cell -> {
      int m = cell / g.n() % g.m();
      int n = cell % g.n();
      return (cell / (g.m() * g.n()) + 1) * (second + (m - n) * first - K * m * n);
    }, Agreement.onAnyThreads(this, product(g, p, q)));
  }

  /** A NaN or an infinity meets 0 as IEEE 754 says, and reaches only its own row or column. */
  @ParameterizedTest
  @EnumSource
  default void specialNumbersStayInTheirRows(Precision precision) {
    for (int size : List.of(1, 3, 8, 17)) {
      MatrixProduct g = new MatrixProduct(1, size, size + 4, size + 2);
      Cells q = Samples.integers(precision, g.sizeQ(), 57);
      Cells r = Samples.integers(precision, g.sizeR(), 58);
      for (double special : new double[]{Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
        Cells p = oneSpecial(Samples.integers(precision, g.sizeP(), 59), special);
        Agreement.withDefinition(this, product(g, p, q), 0);
        Agreement.withDefinition(this, right(g, p, r), 0);
        Agreement.withDefinition(this, left(g, oneSpecial(q, special), r), 0);
      }
    }
  }

  private static Cells oneSpecial(Cells x, double special) {
    return Samples.of(x.precision(), x.length(), i -> i == x.length() / 2 ? special : x.get(i));
  }

  private static Call product(MatrixProduct g, Cells p, Cells q) {
    return Call.of(g + ", P Q", p, q, g.sizeR(), (kernels, a, b, y) -> kernels.product(g, a, b, y));
  }

  private static Call left(MatrixProduct g, Cells q, Cells r) {
    return Call.of(g + ", R Qᵀ", q, r, g.sizeP(), (kernels, a, b, y) -> kernels.productLeftAdjoint(g, a, b, y));
  }

  private static Call right(MatrixProduct g, Cells p, Cells r) {
    return Call.of(g + ", Pᵀ R", p, r, g.sizeQ(), (kernels, a, b, y) -> kernels.productRightAdjoint(g, a, b, y));
  }
}
