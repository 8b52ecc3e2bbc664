package lucida.kernels.vector.fused;

import java.util.Arrays;
import java.util.stream.IntStream;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import lucida.core.kernel.ChannelsLast;
import lucida.core.kernel.ConvolutionFace;
import lucida.kernels.vector.convolution.Stencil;
import lucida.kernels.vector.matmul.FloatMicroKernel;
import lucida.kernels.vector.matmul.FloatWarmUp;

/**
 * Pictures with their padding and without gaps between the places, each group of channels for itself: the cells of a group under one row of a window lie
 * side by side. The groups of a picture follow each other; plane p is group p mod groups of a picture.
 *
 * @param rowMajor whether the pictures are given in row-major order, else channels-last
 * @param top the first row of a padded picture, counted in the picture
 * @param left the first column
 * @param offsets where the runs of a window begin, counted from its upper left corner
 */
record PaddedRuns(ChannelsLast source, int groups, Phase phase, boolean rowMajor, int top, int left, int height, int width,
    int[] offsets) {
  private static final VectorSpecies<Float> S = FloatMicroKernel.S;
  private static final int L = FloatMicroKernel.L;

  /** Whether there are gaps to take away, and the taps of a row follow each other in the order in which filters are packed. */
  static boolean suit(ConvolutionFace face, Phase phase) {
    return !face.adjoint() && face.extents().groups() == 1 && face.source().channels() < face.source().stride() && phase.taps() > 0
        && phase.places() > 0 && isDense(phase.columns());
  }

  static PaddedRuns of(ChannelsLast source, int groups, Phase phase, boolean rowMajor) {
    if (phase.taps() == 0) return new PaddedRuns(source, groups, phase, rowMajor, 0, 0, 0, 0, new int[0]);
    int top = phase.rows().low();
    int left = phase.columns().low();
    int width = extent(phase.columns());
    int channels = source.channels() / groups;
    int[] starts = isDense(phase.columns()) ? new int[]{left} : phase.columns().taps();
    int[] offsets = IntStream.of(phase.rows().taps())
        .flatMap(u -> IntStream.of(starts).map(v -> ((u - top) * width + v - left) * channels)).toArray();
    return new PaddedRuns(source, groups, phase, rowMajor, top, left, extent(phase.rows()), width, offsets);
  }

  private static boolean isDense(Stencil s) { return s.high() - s.low() == s.taps().length - 1; }

  /** The taps of the columns in the order in which their cells are unfolded. */
  static int[] order(Stencil columns) {
    int V = columns.taps().length;
    boolean rises = !isDense(columns) || columns.taps()[0] == columns.low();
    return IntStream.range(0, V).map(v -> rises ? v : V - 1 - v).toArray();
  }

  /** Channels of a group. */
  private int channels() { return source.channels() / groups; }

  private static int extent(Stencil s) { return (s.places() - 1) * s.step() + s.high() - s.low() + 1; }

  /** Cells of all pictures, and what the last run may read too much. */
  int size() {
    return source.batch() * height * width * source.channels() + L;
  }

  /** Cells that the unfolded windows of so many places need, with what the last run may write too much. */
  int room(int count) {
    return count * phase.taps() * channels() + L;
  }

  /** The cells of a plane under the windows at the places (i, j) … (i, j + count − 1), run after run, from cells[at] on. */
  void unfold(float[] padded, int plane, int i, int j, int count, float[] cells, int at) {
    if (offsets.length == 0) return;
    int apart = phase.columns().step() * channels();
    int from = (plane * height + i * phase.rows().step()) * width * channels() + j * apart;
    copy(padded, from, offsets, apart, phase.taps() / offsets.length * channels(), count, cells, at);
  }

  /**
   * Runs of whole vectors: what one writes too much the next overwrites. Too long to be inlined: where a caller has had its share of inlining, vectors
   * become objects.
   */
  private static void copy(float[] padded, int from, int[] offsets, int apart, int deep, int count, float[] cells, int at) {
    if (deep > 3 * L || !FloatWarmUp.over()) {
      rows(padded, from, offsets, apart, deep, count, cells, at);
      return;
    }
    if (deep <= L)
      for (int r = 0; r < count; r++, from += apart)
        for (int run : offsets) {
          FloatVector.fromArray(S, padded, from + run).intoArray(cells, at);
          at += deep;
        }
    else if (deep <= 2 * L)
        for (int r = 0; r < count; r++, from += apart)
          for (int run : offsets) {
            FloatVector.fromArray(S, padded, from + run).intoArray(cells, at);
            FloatVector.fromArray(S, padded, from + run + L).intoArray(cells, at + L);
            at += deep;
          }
      else for (int r = 0; r < count; r++, from += apart)
          for (int run : offsets) {
            FloatVector.fromArray(S, padded, from + run).intoArray(cells, at);
            FloatVector.fromArray(S, padded, from + run + L).intoArray(cells, at + L);
            FloatVector.fromArray(S, padded, from + run + 2 * L).intoArray(cells, at + 2 * L);
            at += deep;
          }
  }

  private static void rows(float[] padded, int from, int[] offsets, int apart, int deep, int count, float[] cells, int at) {
    for (int r = 0; r < count; r++, from += apart)
      for (int run : offsets) {
        System.arraycopy(padded, from + run, cells, at, deep);
        at += deep;
      }
  }

  /** Fills row r of all pictures. */
  void fill(int r, float[] x, float[] padded) {
    int n = r / height;
    int a = r % height + top;
    int C = channels();
    int row = (n * groups * height + r % height) * width * C;
    int plane = height * width * C;
    for (int group = 0; group < groups; group++) Arrays.fill(padded, row + group * plane, row + group * plane + width * C, 0);
    if (a < 0 || a >= source.height()) return;
    int low = Math.max(0, left);
    int high = Math.min(source.width(), left + width);
    int to = row + (low - left) * C;
    if (rowMajor) across(x, (n * source.channels() * source.height() + a) * source.width() + low, high - low, padded, to, plane);
    else {
      int from = ((n * source.height() + a) * source.width() + low) * source.stride();
      for (int group = 0; group < groups; group++)
        copy(x, from + group * C, source.stride(), C, high - low, padded, to + group * plane);
    }
  }

  /** A row of pictures in row-major order: channel after channel. */
  private void across(float[] x, int from, int count, float[] padded, int to, int plane) {
    int C = channels();
    int next = source.height() * source.width();
    for (int c = 0; c < source.channels(); c++)
      for (int b = 0, at = to + c / C * plane + c % C; b < count; b++, at += C) padded[at] = x[from + c * next + b];
  }

  /** Runs of C cells that are apart, side by side. One too short for a vector is copied with what follows it, which the next one overwrites. */
  private static void copy(float[] x, int from, int apart, int C, int count, float[] padded, int to) {
    int b = 0;
    if (C <= L && FloatWarmUp.over())
      for (int whole = Math.min(count - (L + C - 1) / C, Math.floorDiv(x.length - from - L, apart)) + 1; b < whole; b++)
        FloatVector.fromArray(S, x, from + b * apart).intoArray(padded, to + b * C);
    for (; b < count; b++)
      if (C > 8) System.arraycopy(x, from + b * apart, padded, to + b * C, C);
      else for (int c = 0; c < C; c++) padded[to + b * C + c] = x[from + b * apart + c];
  }
}
