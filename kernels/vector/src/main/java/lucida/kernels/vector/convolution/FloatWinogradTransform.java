package lucida.kernels.vector.convolution;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import lucida.kernels.vector.matmul.FloatMicroKernel;
import lucida.kernels.vector.matmul.FloatWarmUp;

/**
 * Winograd's minimal filtering F(4, 3) along one axis: y = Aᵀ[(G w) ⊙ (Bᵀ d)] are the 4 places of a filter w of 3 taps on 6 cells d, by
 * 6 multiplications instead of 12. Winograd, Arithmetic Complexity of Computations, 1980; Lavin, Gray, CVPR 2016, arXiv 1509.09308.
 *
 * <p>The polynomials w and y are evaluated at the points 0, a, −a, b, −b and ∞; the product of their values is transposed. With M(x) =
 * x(x² − a²)(x² − b²), the row of point p is (1, p, p²)/M′(p) in G and the coefficients of M(x)/(x − p) in Bᵀ, its column in Aᵀ is
 * (1, p, p², p³). All constants of A and B are exact. a = 5/8 and b = 3/2, because with a·b near 1 neither end of the polynomials
 * outweighs the other: the error is half that of the usual 1 and 2.
 *
 * <p>Cell by cell until the loops over vectors are compiled, by the same operations.
 */
public final class FloatWinogradTransform {
  static final int POINTS = 6;
  static final int PLACES = 4;
  private static final VectorSpecies<Float> S = FloatMicroKernel.S;
  private static final int L = FloatMicroKernel.L;
  private static final float A = 0.625f;
  private static final float B = 1.5f;
  private static final float A2 = A * A;
  private static final float B2 = B * B;
  /** 1 / M′(0), 1 / M′(±a), 1 / M′(±b). */
  private static final float AT_0 = 1 / (A2 * B2);
  private static final float AT_A = 1 / (2 * A2 * (A2 - B2));
  private static final float AT_B = 1 / (2 * B2 * (B2 - A2));

  private FloatWinogradTransform() {}

  /** G w: cells w[at + u·step …], values to[out + p·next …], count of each, a multiple of L. */
  public static void filter(float[] w, int at, int step, float[] to, int out, int next, int count) {
    for (int end = at + count; at < end; at += L, out += L) {
      FloatVector w0 = FloatVector.fromArray(S, w, at);
      FloatVector w1 = FloatVector.fromArray(S, w, at + step);
      FloatVector w2 = FloatVector.fromArray(S, w, at + 2 * step);
      FloatVector evenA = w2.fma(FloatVector.broadcast(S, A2), w0).mul(FloatVector.broadcast(S, AT_A));
      FloatVector evenB = w2.fma(FloatVector.broadcast(S, B2), w0).mul(FloatVector.broadcast(S, AT_B));
      FloatVector oddA = w1.mul(FloatVector.broadcast(S, A * AT_A));
      FloatVector oddB = w1.mul(FloatVector.broadcast(S, B * AT_B));
      w0.mul(FloatVector.broadcast(S, AT_0)).intoArray(to, out);
      evenA.add(oddA).intoArray(to, out + next);
      evenA.sub(oddA).intoArray(to, out + 2 * next);
      evenB.add(oddB).intoArray(to, out + 3 * next);
      evenB.sub(oddB).intoArray(to, out + 4 * next);
      w2.intoArray(to, out + 5 * next);
    }
  }

  /** Bᵀ d: cells d[at + i·step …], values to[out + p·next …], count of each, a multiple of L. */
  public static void input(float[] d, int at, int step, float[] to, int out, int next, int count) {
    if (FloatWarmUp.over()) inputs(d, at, step, to, out, next, count);
    else for (int i = 0; i < count; i++) input(d, at + i, step, to, out + i, next);
  }

  private static void input(float[] d, int at, int step, float[] to, int out, int next) {
    float d0 = d[at], d1 = d[at + step], d2 = d[at + 2 * step], d3 = d[at + 3 * step], d4 = d[at + 4 * step], d5 = d[at + 5 * step];
    float evenA = Math.fma(d2, -B2, d4);
    float oddA = Math.fma(d1, -B2, d3);
    float evenB = Math.fma(d2, -A2, d4);
    float oddB = Math.fma(d1, -A2, d3);
    to[out] = Math.fma(d0, A2 * B2, Math.fma(d2, -(A2 + B2), d4));
    to[out + next] = Math.fma(oddA, A, evenA);
    to[out + 2 * next] = Math.fma(oddA, -A, evenA);
    to[out + 3 * next] = Math.fma(oddB, B, evenB);
    to[out + 4 * next] = Math.fma(oddB, -B, evenB);
    to[out + 5 * next] = Math.fma(d1, A2 * B2, Math.fma(d3, -(A2 + B2), d5));
  }

  private static void inputs(float[] d, int at, int step, float[] to, int out, int next, int count) {
    for (int end = at + count; at < end; at += L, out += L) {
      FloatVector d0 = FloatVector.fromArray(S, d, at);
      FloatVector d1 = FloatVector.fromArray(S, d, at + step);
      FloatVector d2 = FloatVector.fromArray(S, d, at + 2 * step);
      FloatVector d3 = FloatVector.fromArray(S, d, at + 3 * step);
      FloatVector d4 = FloatVector.fromArray(S, d, at + 4 * step);
      FloatVector d5 = FloatVector.fromArray(S, d, at + 5 * step);
      FloatVector evenA = d2.fma(FloatVector.broadcast(S, -B2), d4);
      FloatVector oddA = d1.fma(FloatVector.broadcast(S, -B2), d3);
      FloatVector evenB = d2.fma(FloatVector.broadcast(S, -A2), d4);
      FloatVector oddB = d1.fma(FloatVector.broadcast(S, -A2), d3);
      FloatVector first = d2.fma(FloatVector.broadcast(S, -(A2 + B2)), d4);
      FloatVector last = d3.fma(FloatVector.broadcast(S, -(A2 + B2)), d5);
      d0.fma(FloatVector.broadcast(S, A2 * B2), first).intoArray(to, out);
      oddA.fma(FloatVector.broadcast(S, A), evenA).intoArray(to, out + next);
      oddA.fma(FloatVector.broadcast(S, -A), evenA).intoArray(to, out + 2 * next);
      oddB.fma(FloatVector.broadcast(S, B), evenB).intoArray(to, out + 3 * next);
      oddB.fma(FloatVector.broadcast(S, -B), evenB).intoArray(to, out + 4 * next);
      d1.fma(FloatVector.broadcast(S, A2 * B2), last).intoArray(to, out + 5 * next);
    }
  }

  /** Aᵀ m: values m[at + p·step …], places to[out + i·next …], count of each, a multiple of L. */
  public static void output(float[] m, int at, int step, float[] to, int out, int next, int count) {
    if (FloatWarmUp.over()) outputs(m, at, step, to, out, next, count);
    else for (int i = 0; i < count; i++) output(m, at + i, step, to, out + i, next);
  }

  private static void output(float[] m, int at, int step, float[] to, int out, int next) {
    float m0 = m[at], m1 = m[at + step], m2 = m[at + 2 * step], m3 = m[at + 3 * step], m4 = m[at + 4 * step], m5 = m[at + 5 * step];
    float evenA = m1 + m2, oddA = m1 - m2;
    float evenB = m3 + m4, oddB = m3 - m4;
    to[out] = m0 + evenA + evenB;
    to[out + next] = Math.fma(oddB, B, oddA * A);
    to[out + 2 * next] = Math.fma(evenB, B2, evenA * A2);
    to[out + 3 * next] = Math.fma(oddB, B2 * B, Math.fma(oddA, A2 * A, m5));
  }

  private static void outputs(float[] m, int at, int step, float[] to, int out, int next, int count) {
    for (int end = at + count; at < end; at += L, out += L) {
      FloatVector m0 = FloatVector.fromArray(S, m, at);
      FloatVector m1 = FloatVector.fromArray(S, m, at + step);
      FloatVector m2 = FloatVector.fromArray(S, m, at + 2 * step);
      FloatVector m3 = FloatVector.fromArray(S, m, at + 3 * step);
      FloatVector m4 = FloatVector.fromArray(S, m, at + 4 * step);
      FloatVector m5 = FloatVector.fromArray(S, m, at + 5 * step);
      FloatVector evenA = m1.add(m2), oddA = m1.sub(m2);
      FloatVector evenB = m3.add(m4), oddB = m3.sub(m4);
      FloatVector cubicA = oddA.fma(FloatVector.broadcast(S, A2 * A), m5);
      m0.add(evenA).add(evenB).intoArray(to, out);
      oddB.fma(FloatVector.broadcast(S, B), oddA.mul(FloatVector.broadcast(S, A))).intoArray(to, out + next);
      evenB.fma(FloatVector.broadcast(S, B2), evenA.mul(FloatVector.broadcast(S, A2))).intoArray(to, out + 2 * next);
      oddB.fma(FloatVector.broadcast(S, B2 * B), cubicA).intoArray(to, out + 3 * next);
    }
  }
}
