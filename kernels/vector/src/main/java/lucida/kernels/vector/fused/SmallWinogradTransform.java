package lucida.kernels.vector.fused;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import lucida.kernels.vector.matmul.FloatMicroKernel;

/**
 * Winograd's minimal filtering F(2, 3) along one axis, at the points 0, 1, −1 and ∞: 2 places on 4 cells by 4 multiplications instead of 6,
 * in the convention of {@link lucida.kernels.vector.convolution.FloatWinogradTransform}.
 */
final class SmallWinogradTransform {
  private static final VectorSpecies<Float> S = FloatMicroKernel.S;
  private static final int L = FloatMicroKernel.L;

  private SmallWinogradTransform() {}

  /** Bᵀ d: cells d[at + i·step …], values to[out + p·next …], a multiple of L of each. */
  static void input(float[] d, int at, int step, float[] to, int out, int next, int count) {
    for (int end = at + count; at < end; at += L, out += L) {
      FloatVector d0 = FloatVector.fromArray(S, d, at);
      FloatVector d1 = FloatVector.fromArray(S, d, at + step);
      FloatVector d2 = FloatVector.fromArray(S, d, at + 2 * step);
      FloatVector d3 = FloatVector.fromArray(S, d, at + 3 * step);
      d2.sub(d0).intoArray(to, out);
      d2.add(d1).intoArray(to, out + next);
      d2.sub(d1).intoArray(to, out + 2 * next);
      d3.sub(d1).intoArray(to, out + 3 * next);
    }
  }

  /** Aᵀ m: values m[at + p·step …], places to[out + i·next …], a multiple of L of each. */
  static void output(float[] m, int at, int step, float[] to, int out, int next, int count) {
    for (int end = at + count; at < end; at += L, out += L) {
      FloatVector m0 = FloatVector.fromArray(S, m, at);
      FloatVector m1 = FloatVector.fromArray(S, m, at + step);
      FloatVector m2 = FloatVector.fromArray(S, m, at + 2 * step);
      FloatVector m3 = FloatVector.fromArray(S, m, at + 3 * step);
      m0.add(m1).add(m2).intoArray(to, out);
      m1.sub(m2).add(m3).intoArray(to, out + next);
    }
  }
}
