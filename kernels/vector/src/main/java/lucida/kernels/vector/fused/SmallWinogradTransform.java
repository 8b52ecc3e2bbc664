package lucida.kernels.vector.fused;

import jdk.incubator.vector.FloatVector;
import lucida.kernels.vector.matmul.FloatMicroKernel;

/**
 * Winograd's minimal filtering F(2, 3) along one axis, at the points 0, 1, −1 and ∞: 2 places on 4 cells by 4 multiplications instead of 6,
 * in the convention of {@link lucida.kernels.vector.convolution.FloatWinogradTransform}.
 */
final class SmallWinogradTransform {
  private SmallWinogradTransform() {}

  /** Bᵀ d: cells d[at + i·step …], values to[out + p·next …], a multiple of L of each. */
  static void input(float[] d, int at, int step, float[] to, int out, int next, int count) {
    for (int end = at + count; at < end; at += FloatMicroKernel.L, out += FloatMicroKernel.L) input(d, at, step, to, out, next);
  }

  private static void input(float[] d, int at, int step, float[] to, int out, int next) {
    FloatVector d0 = load(d, at), d1 = load(d, at + step), d2 = load(d, at + 2 * step), d3 = load(d, at + 3 * step);
    d2.sub(d0).intoArray(to, out);
    d2.add(d1).intoArray(to, out + next);
    d2.sub(d1).intoArray(to, out + 2 * next);
    d3.sub(d1).intoArray(to, out + 3 * next);
  }

  /** Aᵀ m: values m[at + p·step …], places to[out + i·next …], a multiple of L of each. */
  static void output(float[] m, int at, int step, float[] to, int out, int next, int count) {
    for (int end = at + count; at < end; at += FloatMicroKernel.L, out += FloatMicroKernel.L) output(m, at, step, to, out, next);
  }

  private static void output(float[] m, int at, int step, float[] to, int out, int next) {
    FloatVector m0 = load(m, at), m1 = load(m, at + step), m2 = load(m, at + 2 * step), m3 = load(m, at + 3 * step);
    m0.add(m1).add(m2).intoArray(to, out);
    m1.sub(m2).add(m3).intoArray(to, out + next);
  }

  private static FloatVector load(float[] x, int at) { return FloatVector.fromArray(FloatMicroKernel.S, x, at); }
}
