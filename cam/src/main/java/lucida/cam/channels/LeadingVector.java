package lucida.cam.channels;

import java.util.List;
import java.util.function.BinaryOperator;
import lucida.cam.Flag;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;

/**
 * v, the first right singular vector of the matrix M [Z, K] of channels [K, h, w], in float64. By power iteration with the smaller of
 * the two Gram matrices, whose exponent doubles each time:
 *
 * <pre>
 *   G = Mᵀ M  or  M Mᵀ,   B_0 = G / tr G,   B_{m+1} = B_m² / tr B_m²  →  v vᵀ, or u uᵀ and v = Mᵀ u / |Mᵀ u|
 * </pre>
 *
 * B has trace 1, so tr B² = 1 − 2ρ + O(ρ²) where ρ is what other singular vectors still have in it. It stops with the squaring after
 * ρ &lt; 2⁻³⁰, which leaves ρ² &lt; 2⁻⁶⁰, less than rounding; or after 40 squarings, where the two largest singular values agree to 10
 * digits: then v is one of the vectors between them, and not unique.
 *
 * @param v [K], of length 1, its entry of largest magnitude positive, the first of equals; 0 if M is 0, NaN if it is not finite
 * @param unique whether no other singular value is as large
 */
record LeadingVector(Tensor v, boolean unique) {
  private static final int SQUARINGS = 40;
  private static final double CLOSE = 0x1p-29; // 2ρ

  /** @param product multiplies matrices, in float64 */
  static LeadingVector of(Tensor channels, BinaryOperator<Tensor> product) {
    int K = channels.shape().extent(0);
    int Z = channels.size() / K;
    Tensor Mt = channels.to(Precision.FLOAT64).reshape(Shape.of(K, Z));
    Tensor B = gram(Mt, product);
    double trace = trace(B);
    if (!(trace > 0 && Double.isFinite(trace)))
      return new LeadingVector(Tensor.filled(Shape.of(K), Precision.FLOAT64, 0 * trace), true); // 0, or NaN if M is not finite
    B = B.scale(1 / trace);
    boolean close = false;
    for (int m = 0; m < SQUARINGS && !close; m++) {
      Tensor square = product.apply(B, B);
      close = 1 - trace(square) < CLOSE;
      B = square.scale(1 / trace(square));
    }
    Tensor column = column(B);
    return new LeadingVector(normalised(K <= Z ? column : product.apply(Mt, column)), close);
  }

  /** What should be known about it. */
  List<Flag> flags() {
    return unique
        ? List.of()
        : List.of(
            Flag.note("the two largest singular values are equal to 10 digits: the direction of the projection is not determined"));
  }

  /** Mᵀ M or M Mᵀ, the smaller, from Mᵀ. */
  private static Tensor gram(Tensor Mt, BinaryOperator<Tensor> product) {
    return Mt.shape().extent(0) <= Mt.shape().extent(1)
        ? product.apply(Mt, Mt.transpose())
        : product.apply(Mt.transpose(), Mt);
  }

  private static double trace(Tensor B) {
    double sum = 0;
    for (int i = 0; i < B.shape().extent(0); i++) sum += B.at(i, i);
    return sum;
  }

  /** The column of B on whose diagonal the largest stands, [n, 1]: of v vᵀ a multiple of v. */
  private static Tensor column(Tensor B) {
    int n = B.shape().extent(0);
    int longest = 0;
    for (int i = 1; i < n; i++) if (B.at(i, i) > B.at(longest, longest)) longest = i;
    return B.slice(1, longest, longest + 1);
  }

  /** Of length 1, its entry of largest magnitude positive. */
  private static Tensor normalised(Tensor column) {
    Tensor v = column.reshape(Shape.of(column.size()));
    return v.scale(Math.copySign(1 / v.norm(), v.cell(v.abs().argmax())));
  }
}
