package lucida.kernels.vector.fused;

import java.util.Arrays;
import lucida.core.kernel.ChannelsLast;
import lucida.core.kernel.ConvolutionFace;
import lucida.kernels.vector.convolution.Stencil;

/**
 * Pictures with their padding and without gaps between the places: the cells under one row of a window lie side by side, and from one place to
 * the next it is the same number of cells.
 *
 * @param top the first row of a padded picture, counted in the picture
 * @param left the first column
 */
record PaddedRuns(ChannelsLast source, Phase phase, int top, int left, int height, int width) {
  /** Whether there are gaps to take away, and the taps of a row follow each other in the order in which filters are packed. */
  static boolean suit(ConvolutionFace face, Phase phase) {
    return !face.adjoint() && face.source().channels() < face.source().stride() && phase.taps() > 0 && phase.places() > 0
        && phase.columns().high() - phase.columns().low() == phase.columns().taps().length - 1;
  }

  static PaddedRuns of(ChannelsLast source, Phase phase) {
    return new PaddedRuns(source, phase, phase.rows().low(), phase.columns().low(), extent(phase.rows()), extent(phase.columns()));
  }

  private static int extent(Stencil s) { return (s.places() - 1) * s.step() + s.high() - s.low() + 1; }

  /** Cells of all pictures. */
  int size() { return source.batch() * height * width * source.channels(); }

  /** Where the run under row u of the window at place (i, 0) begins. */
  int start(int n, int i, int u) {
    return ((n * height + i * phase.rows().step() + phase.rows().taps()[u] - top) * width) * source.channels();
  }

  /** Cells of a run. */
  int deep() { return phase.columns().taps().length * source.channels(); }

  /** Cells from one place to the next. */
  int apart() { return phase.columns().step() * source.channels(); }

  /** Fills row r of all pictures. */
  void fill(int r, float[] x, float[] padded) {
    int C = source.channels();
    int a = r % height + top;
    int at = r * width * C;
    Arrays.fill(padded, at, at + width * C, 0);
    if (a < 0 || a >= source.height()) return;
    int line = (r / height * source.height() + a) * source.width();
    for (int b = Math.max(0, left); b < Math.min(source.width(), left + width); b++)
      for (int c = 0; c < C; c++) padded[at + (b - left) * C + c] = x[(line + b) * source.stride() + c];
  }
}
