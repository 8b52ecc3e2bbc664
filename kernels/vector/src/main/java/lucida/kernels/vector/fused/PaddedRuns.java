package lucida.kernels.vector.fused;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import lucida.core.kernel.ChannelsLast;
import lucida.core.kernel.ConvolutionFace;
import lucida.kernels.vector.convolution.Stencil;
import lucida.kernels.vector.matmul.FloatMicroKernel;
import lucida.kernels.vector.matmul.FloatWarmUp;

/**
 * Pictures with their padding and without gaps between the places: the cells under one row of a window lie side by side.
 *
 * @param rowMajor whether the pictures are given in row-major order, else channels-last
 * @param top the first row of a padded picture, counted in the picture
 * @param left the first column
 */
record PaddedRuns(ChannelsLast source, Phase phase, boolean rowMajor, int top, int left, int height, int width) {
  private static final VectorSpecies<Float> S = FloatMicroKernel.S;
  private static final int L = FloatMicroKernel.L;

  /** Whether there are gaps to take away, and the taps of a row follow each other in the order in which filters are packed. */
  static boolean suit(ConvolutionFace face, Phase phase) {
    return !face.adjoint() && face.source().channels() < face.source().stride() && phase.taps() > 0 && phase.places() > 0
        && phase.columns().high() - phase.columns().low() == phase.columns().taps().length - 1;
  }

  static PaddedRuns of(ChannelsLast source, Phase phase, boolean rowMajor) {
    return new PaddedRuns(source, phase, rowMajor, phase.rows().low(), phase.columns().low(), extent(phase.rows()),
        extent(phase.columns()));
  }

  private static int extent(Stencil s) { return (s.places() - 1) * s.step() + s.high() - s.low() + 1; }

  /** Cells of all pictures, and what the last run may read too much. */
  int size() {
    return source.batch() * height * width * source.channels() + L;
  }

  /** Cells that the unfolded windows of so many places need, with what the last run may write too much. */
  int room(int count) {
    return count * phase.taps() * source.channels() + L;
  }

  /** The cells under the windows at the places (i, j) … (i, j + count − 1), run after run. */
  void unfold(float[] padded, int n, int i, int j, int count, float[] cells) {
    int deep = phase.columns().taps().length * source.channels();
    int apart = phase.columns().step() * source.channels();
    int U = phase.rows().taps().length;
    int[] from = new int[U];
    for (int u = 0; u < U; u++)
      from[u] = ((n * height + i * phase.rows().step() + phase.rows().taps()[u] - top) * width) * source.channels() + j * apart;
    copy(padded, from, apart, deep, count, cells);
  }

  /**
   * Runs of whole vectors: what one writes too much the next overwrites. Too long to be inlined: where a caller has had its share of inlining, vectors
   * become objects.
   */
  private static void copy(float[] padded, int[] from, int apart, int deep, int count, float[] cells) {
    if (deep > 3 * L || !FloatWarmUp.over()) {
      rows(padded, from, apart, deep, count, cells);
      return;
    }
    int at = 0;
    int shift = 0;
    if (deep <= L)
      for (int r = 0; r < count; r++, shift += apart)
        for (int run : from) {
          FloatVector.fromArray(S, padded, run + shift).intoArray(cells, at);
          at += deep;
        }
    else if (deep <= 2 * L)
        for (int r = 0; r < count; r++, shift += apart)
          for (int run : from) {
            FloatVector.fromArray(S, padded, run + shift).intoArray(cells, at);
            FloatVector.fromArray(S, padded, run + shift + L).intoArray(cells, at + L);
            at += deep;
          }
      else for (int r = 0; r < count; r++, shift += apart)
          for (int run : from) {
            FloatVector.fromArray(S, padded, run + shift).intoArray(cells, at);
            FloatVector.fromArray(S, padded, run + shift + L).intoArray(cells, at + L);
            FloatVector.fromArray(S, padded, run + shift + 2 * L).intoArray(cells, at + 2 * L);
            at += deep;
          }
  }

  private static void rows(float[] padded, int[] from, int apart, int deep, int count, float[] cells) {
    int at = 0;
    for (int r = 0; r < count; r++)
      for (int run : from) {
        System.arraycopy(padded, run + r * apart, cells, at, deep);
        at += deep;
      }
  }

  /** Fills row r of all pictures. */
  void fill(int r, float[] x, float[] padded) {
    int C = source.channels();
    int a = r % height + top;
    int at = r * width * C;
    Arrays.fill(padded, at, at + width * C, 0);
    if (a < 0 || a >= source.height()) return;
    int n = r / height;
    int low = Math.max(0, left);
    int high = Math.min(source.width(), left + width);
    int plane = source.height() * source.width();
    int line = rowMajor ? n * C * plane + a * source.width() : (n * source.height() + a) * source.width() * source.stride();
    int place = rowMajor ? 1 : source.stride();
    int channel = rowMajor ? plane : 1;
    for (int c = 0; c < C; c++)
      for (int b = low, from = line + low * place + c * channel,
          to = at + (low - left) * C + c; b < high; b++, from += place, to += C)
        padded[to] = x[from];
  }
}
