package lucida.kernels.vector.fused;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import lucida.core.kernel.ChannelsLast;
import lucida.core.kernel.Convolution;
import lucida.core.kernel.Workers;
import lucida.kernels.vector.convolution.Stencil;
import lucida.kernels.vector.lanes.FloatScratch;
import lucida.kernels.vector.matmul.FloatMicroKernel;

/**
 * The filter's face of a convolution with one filter for each channel: w̄[c, u, v] = Σ x ȳ over the places, vectors along the channels. Lines of places
 * are dealt to shares, whose sums are added in order.
 */
final class DepthwiseFilterAdjoint {
  private static final VectorSpecies<Float> S = FloatMicroKernel.S;
  private static final int L = FloatMicroKernel.L;
  private static final int SHARES = 16;

  private final Workers workers;
  private final FloatScratch scratch;

  DepthwiseFilterAdjoint(Workers workers, FloatScratch scratch) {
    this.workers = workers;
    this.scratch = scratch;
  }

  void run(Convolution g, float[] x, float[] z, float[] w) {
    Stencil rows = Stencil.of(g.rows());
    Stencil columns = Stencil.of(g.columns());
    int taps = rows.taps().length * columns.taps().length;
    int stride = ChannelsLast.aligned(g.inputs());
    int lines = g.batch() * rows.places();
    int shares = Math.clamp(lines, 1, SHARES);
    float[] sums = scratch.take(shares * taps * stride);
    workers.run(shares, g.multiplications() / L, share -> {
      int at = share * taps * stride;
      Arrays.fill(sums, at, at + taps * stride, 0);
      for (int line = (int) ((long) lines * share / shares); line < (long) lines * (share + 1) / shares; line++)
        for (int t = 0; t < taps; t++) add(rows, columns, x, z, line, t, sums, at + t * stride, stride);
    });
    for (int c = 0; c < g.inputs(); c++)
      for (int t = 0; t < taps; t++) {
        float sum = sums[t * stride + c];
        for (int share = 1; share < shares; share++) sum += sums[(share * taps + t) * stride + c];
        w[c * taps + t] = sum;
      }
    scratch.give(sums);
  }

  /** One line of places under one offset of the window, where it meets no padding. */
  private static void add(Stencil rows, Stencil columns, float[] x, float[] z, int line, int t, float[] sums, int at, int stride) {
    int V = columns.taps().length;
    int a = line % rows.places() * rows.step() + rows.taps()[t / V];
    int tap = columns.taps()[t % V];
    int first = Math.max(0, Math.ceilDiv(-tap, columns.step()));
    int end = Math.min(columns.places(), Math.floorDiv(columns.extent() - 1 - tap, columns.step()) + 1);
    if (a < 0 || a >= rows.extent() || first >= end) return;
    int from = ((line / rows.places() * rows.extent() + a) * columns.extent() + first * columns.step() + tap) * stride;
    int to = (line * columns.places() + first) * stride;
    for (int c = 0; c < stride; c += L)
      dot(x, from + c, columns.step() * stride, z, to + c, stride, end - first, sums, at + c);
  }

  /** sums += Σ x z over places that are apart, a vector of channels. Four sums, for none waits for the one before it. */
  private static void dot(float[] x, int xo, int apart, float[] z, int zo, int stride, int count, float[] sums, int at) {
    FloatVector s0 = FloatVector.fromArray(S, sums, at);
    FloatVector s1 = FloatVector.zero(S), s2 = s1, s3 = s1;
    int j = 0;
    for (; j + 4 <= count; j += 4, xo += 4 * apart, zo += 4 * stride) {
      s0 = FloatVector.fromArray(S, x, xo).fma(FloatVector.fromArray(S, z, zo), s0);
      s1 = FloatVector.fromArray(S, x, xo + apart).fma(FloatVector.fromArray(S, z, zo + stride), s1);
      s2 = FloatVector.fromArray(S, x, xo + 2 * apart).fma(FloatVector.fromArray(S, z, zo + 2 * stride), s2);
      s3 = FloatVector.fromArray(S, x, xo + 3 * apart).fma(FloatVector.fromArray(S, z, zo + 3 * stride), s3);
    }
    for (; j < count; j++, xo += apart, zo += stride) s0 = FloatVector.fromArray(S, x, xo).fma(FloatVector.fromArray(S, z, zo), s0);
    s0.add(s1).add(s2.add(s3)).intoArray(sums, at);
  }
}
