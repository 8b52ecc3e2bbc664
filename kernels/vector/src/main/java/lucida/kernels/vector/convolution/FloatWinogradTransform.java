package lucida.kernels.vector.convolution;

import jdk.incubator.vector.FloatVector;
import lucida.kernels.vector.matmul.FloatMicroKernel;

/**
 * Winograd's minimal filtering F(4, 3) along one axis: y = Aᵀ[(G w) ⊙ (Bᵀ d)] are the 4 places of a filter w of 3 taps on 6 cells d, by
 * 6 multiplications instead of 12. Winograd, Arithmetic Complexity of Computations, 1980; Lavin, Gray, CVPR 2016, arXiv 1509.09308.
 *
 * <p>The polynomials w and y are evaluated at the points 0, a, −a, b, −b and ∞; the product of their values is transposed. With M(x) =
 * x(x² − a²)(x² − b²), the row of point p is (1, p, p²)/M′(p) in G and the coefficients of M(x)/(x − p) in Bᵀ, its column in Aᵀ is
 * (1, p, p², p³). All constants of A and B are exact. a = 5/8 and b = 3/2, because with a·b near 1 neither end of the polynomials
 * outweighs the other: the error is half that of the usual 1 and 2.
 */
public final class FloatWinogradTransform {
  static final int POINTS = 6;
  static final int PLACES = 4;
  private static final float A = 0.625f;
  private static final float B = 1.5f;
  private static final float A2 = A * A;
  private static final float B2 = B * B;
  /** 1 / M′(0), 1 / M′(±a), 1 / M′(±b). */
  private static final float AT_0 = 1 / (A2 * B2);
  private static final float AT_A = 1 / (2 * A2 * (A2 - B2));
  private static final float AT_B = 1 / (2 * B2 * (B2 - A2));

  private FloatWinogradTransform() {}

  /** G w: cells w[at + u·step], values to[out + p·next]; each a vector. */
  public static void filter(float[] w, int at, int step, float[] to, int out, int next) {
    FloatVector w0 = load(w, at), w1 = load(w, at + step), w2 = load(w, at + 2 * step);
    FloatVector evenA = plus(w0, A2, w2).mul(AT_A), oddA = w1.mul(A * AT_A);
    FloatVector evenB = plus(w0, B2, w2).mul(AT_B), oddB = w1.mul(B * AT_B);
    w0.mul(AT_0).intoArray(to, out);
    evenA.add(oddA).intoArray(to, out + next);
    evenA.sub(oddA).intoArray(to, out + 2 * next);
    evenB.add(oddB).intoArray(to, out + 3 * next);
    evenB.sub(oddB).intoArray(to, out + 4 * next);
    w2.intoArray(to, out + 5 * next);
  }

  /** Bᵀ d: cells d[at + i·step], values to[out + p·next]. */
  public static void input(float[] d, int at, int step, float[] to, int out, int next) {
    FloatVector d0 = load(d, at), d1 = load(d, at + step), d2 = load(d, at + 2 * step);
    FloatVector d3 = load(d, at + 3 * step), d4 = load(d, at + 4 * step), d5 = load(d, at + 5 * step);
    FloatVector evenA = plus(d4, -B2, d2), oddA = plus(d3, -B2, d1);
    FloatVector evenB = plus(d4, -A2, d2), oddB = plus(d3, -A2, d1);
    plus(plus(d4, -(A2 + B2), d2), A2 * B2, d0).intoArray(to, out);
    plus(evenA, A, oddA).intoArray(to, out + next);
    plus(evenA, -A, oddA).intoArray(to, out + 2 * next);
    plus(evenB, B, oddB).intoArray(to, out + 3 * next);
    plus(evenB, -B, oddB).intoArray(to, out + 4 * next);
    plus(plus(d5, -(A2 + B2), d3), A2 * B2, d1).intoArray(to, out + 5 * next);
  }

  /** Aᵀ m: values m[at + p·step], places to[out + i·next]. */
  public static void output(float[] m, int at, int step, float[] to, int out, int next) {
    FloatVector m0 = load(m, at), m1 = load(m, at + step), m2 = load(m, at + 2 * step);
    FloatVector m3 = load(m, at + 3 * step), m4 = load(m, at + 4 * step), m5 = load(m, at + 5 * step);
    FloatVector evenA = m1.add(m2), oddA = m1.sub(m2);
    FloatVector evenB = m3.add(m4), oddB = m3.sub(m4);
    m0.add(evenA).add(evenB).intoArray(to, out);
    plus(oddA.mul(A), B, oddB).intoArray(to, out + next);
    plus(evenA.mul(A2), B2, evenB).intoArray(to, out + 2 * next);
    plus(plus(m5, A2 * A, oddA), B2 * B, oddB).intoArray(to, out + 3 * next);
  }

  private static FloatVector load(float[] x, int at) { return FloatVector.fromArray(FloatMicroKernel.S, x, at); }

  /** x + c·y. */
  private static FloatVector plus(FloatVector x, float c, FloatVector y) {
    return y.fma(FloatVector.broadcast(FloatMicroKernel.S, c), x);
  }
}
