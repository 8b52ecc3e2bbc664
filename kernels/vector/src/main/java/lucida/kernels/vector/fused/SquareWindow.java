package lucida.kernels.vector.fused;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import lucida.kernels.vector.convolution.Stencil;
import lucida.kernels.vector.matmul.FloatMicroKernel;

/**
 * 3 × 3 taps of a depthwise convolution at once, on three rows of cells that are all there. The filter's cells and those under the window stay in
 * registers: each cell of x is read once for a row of places, and each sum is written once.
 *
 * @param w the filter's cells, channels side by side
 * @param first where the cells of the upper left tap begin in w
 * @param next from one tap to the next: negative where the filter is turned round
 * @param line from one row of x to the next
 * @param step places of x from one window to the next: 1 or 2
 * @param stride cells from one place to the next, in x and in the sums
 */
record SquareWindow(float[] w, int first, int next, float[] x, int line, float[] sums, int places, int step, int stride) {
  private static final VectorSpecies<Float> S = FloatMicroKernel.S;
  private static final int L = FloatMicroKernel.L;

  /** Whether both axes of a phase have taps −1, 0, 1 in one of the two orders, and the columns are spanned by places at stride 1 or 2. */
  static boolean suits(Phase phase) {
    Stencil columns = phase.columns();
    return isThree(phase.rows()) && isThree(columns) && rises(phase.rows()) == rises(columns)
        && (columns.step() == 1 && columns.places() == columns.extent() && columns.places() >= 3
            || columns.step() == 2 && 2 * columns.places() == columns.extent());
  }

  private static boolean isThree(Stencil s) { return s.taps().length == 3 && s.low() == -1 && s.high() == 1 && s.taps()[1] == 0; }

  private static boolean rises(Stencil s) { return s.taps()[0] < 0; }

  /** At places of a row whose upper left window would begin a place before x[p]; every cell under it is there. */
  static SquareWindow of(Phase phase, float[] w, float[] x, float[] sums, int stride) {
    boolean rises = rises(phase.rows());
    return new SquareWindow(w, rises ? 0 : 8 * stride, rises ? stride : -stride, x, phase.columns().extent() * stride, sums,
        phase.columns().places(), phase.columns().step(), stride);
  }

  /** sums[j] = Σ_u Σ_v w[u, v] x[u, j·step + v − 1] for every place j and channel; the upper of the three rows begins at x[p]. */
  void sum(int p) {
    for (int c = 0; c < stride; c += L)
      if (step == 1) one(p + c, c);
      else two(p + c, c);
  }

  private void one(int p, int c) {
    int f = first + c;
    FloatVector u0 = FloatVector.fromArray(S, w, f);
    FloatVector u1 = FloatVector.fromArray(S, w, f + next);
    FloatVector u2 = FloatVector.fromArray(S, w, f + 2 * next);
    FloatVector v0 = FloatVector.fromArray(S, w, f + 3 * next);
    FloatVector v1 = FloatVector.fromArray(S, w, f + 4 * next);
    FloatVector v2 = FloatVector.fromArray(S, w, f + 5 * next);
    FloatVector w0 = FloatVector.fromArray(S, w, f + 6 * next);
    FloatVector w1 = FloatVector.fromArray(S, w, f + 7 * next);
    FloatVector w2 = FloatVector.fromArray(S, w, f + 8 * next);
    FloatVector a0 = FloatVector.zero(S), b0 = a0, c0 = a0;
    FloatVector a1 = FloatVector.fromArray(S, x, p);
    FloatVector b1 = FloatVector.fromArray(S, x, p + line);
    FloatVector c1 = FloatVector.fromArray(S, x, p + 2 * line);
    int at = p + stride;
    int to = c;
    for (int end = c + (places - 1) * stride; to < end; to += stride, at += stride) {
      FloatVector a2 = FloatVector.fromArray(S, x, at);
      FloatVector b2 = FloatVector.fromArray(S, x, at + line);
      FloatVector c2 = FloatVector.fromArray(S, x, at + 2 * line);
      FloatVector upper = a2.fma(u2, a1.fma(u1, a0.mul(u0)));
      FloatVector middle = b2.fma(v2, b1.fma(v1, b0.fma(v0, upper)));
      c2.fma(w2, c1.fma(w1, c0.fma(w0, middle))).intoArray(sums, to);
      a0 = a1;
      a1 = a2;
      b0 = b1;
      b1 = b2;
      c0 = c1;
      c1 = c2;
    }
    FloatVector middle = b1.fma(v1, b0.fma(v0, a1.fma(u1, a0.mul(u0))));
    c1.fma(w1, c0.fma(w0, middle)).intoArray(sums, to);
  }

  /** The same at stride 2. */
  private void two(int p, int c) {
    int f = first + c;
    FloatVector u0 = FloatVector.fromArray(S, w, f);
    FloatVector u1 = FloatVector.fromArray(S, w, f + next);
    FloatVector u2 = FloatVector.fromArray(S, w, f + 2 * next);
    FloatVector v0 = FloatVector.fromArray(S, w, f + 3 * next);
    FloatVector v1 = FloatVector.fromArray(S, w, f + 4 * next);
    FloatVector v2 = FloatVector.fromArray(S, w, f + 5 * next);
    FloatVector w0 = FloatVector.fromArray(S, w, f + 6 * next);
    FloatVector w1 = FloatVector.fromArray(S, w, f + 7 * next);
    FloatVector w2 = FloatVector.fromArray(S, w, f + 8 * next);
    FloatVector a0 = FloatVector.zero(S), b0 = a0, c0 = a0;
    for (int to = c, end = c + places * stride, at = p; to < end; to += stride, at += 2 * stride) {
      FloatVector a1 = FloatVector.fromArray(S, x, at);
      FloatVector a2 = FloatVector.fromArray(S, x, at + stride);
      FloatVector b1 = FloatVector.fromArray(S, x, at + line);
      FloatVector b2 = FloatVector.fromArray(S, x, at + line + stride);
      FloatVector c1 = FloatVector.fromArray(S, x, at + 2 * line);
      FloatVector c2 = FloatVector.fromArray(S, x, at + 2 * line + stride);
      FloatVector upper = a2.fma(u2, a1.fma(u1, a0.mul(u0)));
      FloatVector middle = b2.fma(v2, b1.fma(v1, b0.fma(v0, upper)));
      c2.fma(w2, c1.fma(w1, c0.fma(w0, middle))).intoArray(sums, to);
      a0 = a2;
      b0 = b2;
      c0 = c2;
    }
  }
}
