package lucida.core.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import lucida.core.Precision;
import lucida.core.Storage;
import lucida.core.kernel.MatrixProduct;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The three faces of the matrix product. */
public interface MatrixContract extends Subject {
  /** Products that are tried together. */
  record Group(String name, List<MatrixProduct> products) {
    @Override
    public String toString() { return name; }
  }

  /** Every triple of small sizes; some of large ones, longer than a kernel's panels too; some batches. */
  static Stream<Arguments> products() {
    List<Integer> small = Samples.SIZES.subList(0, 7);
    Stream<Group> triples = small.stream().map(m -> new Group(m + " rows",
        small.stream().flatMap(k -> small.stream().map(n -> new MatrixProduct(1, m, k, n))).toList()));
    Stream<Group> others = Stream.of(
        new Group("large",
            List.of(new MatrixProduct(1, 64, 64, 64), new MatrixProduct(1, 207, 64, 13), new MatrixProduct(1, 13, 207, 64),
                new MatrixProduct(1, 64, 13, 207), new MatrixProduct(1, 64, 207, 207))),
        new Group("long",
            List.of(new MatrixProduct(1, 1, 207, 207), new MatrixProduct(1, 207, 207, 1), new MatrixProduct(1, 207, 1, 207),
                new MatrixProduct(1, 1037, 17, 3), new MatrixProduct(1, 13, 1037, 17), new MatrixProduct(1, 7, 13, 1037))),
        new Group("batches",
            List.of(new MatrixProduct(0, 3, 7, 8), new MatrixProduct(3, 7, 8, 13), new MatrixProduct(2, 17, 64, 17),
                new MatrixProduct(7, 1, 13, 1), new MatrixProduct(3, 8, 0, 7))));
    return Samples.inBothPrecisions(Stream.concat(triples, others).toList());
  }

  @ParameterizedTest
  @MethodSource("lucida.core.testkit.MatrixContract#products")
  default void multipliesAsDefined(Precision precision, Group group) {
    for (MatrixProduct g : group.products()) {
      Storage p = Samples.mixed(precision, g.sizeP(), 51);
      Storage q = Samples.mixed(precision, g.sizeQ(), 52);
      Storage r = Samples.mixed(precision, g.sizeR(), 53);
      for (Call face : List.of(product(g, p, q), left(g, q, r), right(g, p, r))) Agreement.withDefinition(this, face, 0);
    }
  }

  /** On integers, exactly: ⟨P Q, R⟩ = ⟨P, R Qᵀ⟩ = ⟨Q, Pᵀ R⟩. */
  @ParameterizedTest
  @MethodSource("lucida.core.testkit.MatrixContract#products")
  default void threeFacesOfOneForm(Precision precision, Group group) {
    for (MatrixProduct g : group.products()) {
      Storage p = Samples.integers(precision, g.sizeP(), 54);
      Storage q = Samples.integers(precision, g.sizeQ(), 55);
      Storage r = Samples.integers(precision, g.sizeR(), 56);
      double form = Samples.dot(product(g, p, q).on(kernels(1)), r);
      assertEquals(form, Samples.dot(p, left(g, q, r).on(kernels(1))), "⟨P, R Qᵀ⟩, " + g);
      assertEquals(form, Samples.dot(q, right(g, p, r).on(kernels(1))), "⟨Q, Pᵀ R⟩, " + g);
    }
  }

  /** P_mk = m + k, Q_kn = k − n: (P Q)_mn = Σ_k k² + (m − n) Σ_k k − K m n, times b + 1; exact in float32 below 2²⁴. */
  @ParameterizedTest
  @MethodSource("lucida.core.testkit.MatrixContract#products")
  default void productsInClosedForm(Precision precision, Group group) {
    for (MatrixProduct g : group.products())
      if (g.m() + g.k() + g.n() < 500) {
        int M = g.m();
        int K = g.k();
        int N = g.n();
        Storage p = Samples.of(precision, g.sizeP(), cell -> (cell / (M * K) + 1) * (cell / K % M + cell % K));
        Storage q = Samples.of(precision, g.sizeQ(), cell -> cell / N % K - cell % N);
        int first = K * (K - 1) / 2;
        int second = K * (K - 1) * (2 * K - 1) / 6;
        Agreement.exactly(g.toString(), cell -> {
          int m = cell / N % M;
          int n = cell % N;
          return (cell / (M * N) + 1) * (second + (m - n) * first - K * m * n);
        }, Agreement.onAnyThreads(this, product(g, p, q)));
      }
  }

  /** A NaN or an infinity meets 0 as IEEE 754 says, and reaches only its own row or column. */
  @ParameterizedTest
  @EnumSource
  default void specialNumbersStayInTheirRows(Precision precision) {
    for (int size : List.of(1, 3, 8, 17)) {
      MatrixProduct g = new MatrixProduct(1, size, size + 4, size + 2);
      Storage q = Samples.integers(precision, g.sizeQ(), 57);
      Storage r = Samples.integers(precision, g.sizeR(), 58);
      for (double special : new double[]{Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
        Storage p = oneSpecial(Samples.integers(precision, g.sizeP(), 59), special);
        Agreement.withDefinition(this, product(g, p, q), 0);
        Agreement.withDefinition(this, right(g, p, r), 0);
        Agreement.withDefinition(this, left(g, oneSpecial(q, special), r), 0);
      }
    }
  }

  private static Storage oneSpecial(Storage x, double special) {
    return Samples.of(x.precision(), x.length(), i -> i == x.length() / 2 ? special : x.get(i));
  }

  private static Call product(MatrixProduct g, Storage p, Storage q) {
    return Call.of(g + ", P Q", p, q, g.sizeR(), (kernels, a, b, y) -> kernels.product(g, a, b, y));
  }

  private static Call left(MatrixProduct g, Storage q, Storage r) {
    return Call.of(g + ", R Qᵀ", q, r, g.sizeP(), (kernels, a, b, y) -> kernels.productLeftAdjoint(g, a, b, y));
  }

  private static Call right(MatrixProduct g, Storage p, Storage r) {
    return Call.of(g + ", Pᵀ R", p, r, g.sizeQ(), (kernels, a, b, y) -> kernels.productRightAdjoint(g, a, b, y));
  }
}
