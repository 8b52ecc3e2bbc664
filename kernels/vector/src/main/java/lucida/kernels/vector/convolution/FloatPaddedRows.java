package lucida.kernels.vector.convolution;

import java.util.Arrays;
import lucida.kernels.vector.matmul.FloatMicroKernel;

/**
 * How part of one plane of a picture is laid out for a window to pass over it without looking for the edges: the rows under places i₀ …
 * i₁, padding written out, the cells of a row sorted by their remainder modulo the step, so that neighbouring places always read
 * neighbouring cells.
 */
record FloatPaddedRows(Stencil rows, Stencil columns, int i0, int i1, int j0, int j1, int low, int left, int width) {
  /** Over rows i0 … i1 and columns j0 … j1 of places. */
  static FloatPaddedRows over(Stencil rows, Stencil columns, int i0, int i1, int j0, int j1) {
    int reach = (columns.high() - columns.low()) / columns.step();
    return new FloatPaddedRows(rows, columns, i0, i1, j0, j1, i0 * rows.step() + rows.low(), columns.low(), j1 - j0 + reach);
  }

  private int height() { return (i1 - 1 - i0) * rows.step() + rows.high() - rows.low() + 1; }

  /** Cells to reserve; a vector that starts on the last cell still fits. */
  int size() {
    return height() * columns.step() * width + FloatMicroKernel.WIDTH;
  }

  /** Where place (i, j) of tap (u, v) is. */
  int at(int i, int j, int u, int v) {
    int shift = columns.taps()[v] - left;
    int row = i * rows.step() + rows.taps()[u] - low;
    return (row * columns.step() + shift % columns.step()) * width + shift / columns.step() + j - j0;
  }

  /** Fills it from the plane at x[from …]. */
  void fill(float[] x, int from, float[] strip) {
    int step = columns.step();
    int height = height();
    for (int row = 0; row < height; row++)
      for (int phase = 0; phase < step; phase++) {
        int at = (row * step + phase) * width;
        int source = low + row;
        if (source < 0 || source >= rows.extent()) Arrays.fill(strip, at, at + width, 0);
        else line(x, from + source * columns.extent(), j0 * step + left + phase, strip, at);
      }
  }

  /** strip[at + t] = x[from + first + t·step], 0 outside the row. */
  private void line(float[] x, int from, int first, float[] strip, int at) {
    int step = columns.step();
    int begin = Math.clamp((long) Math.floorDiv(-first + step - 1, step), 0, width);
    int end = Math.clamp((long) Math.floorDiv(columns.extent() - 1 - first, step) + 1, begin, width);
    for (int t = 0; t < begin; t++) strip[at + t] = 0;
    if (step == 1) System.arraycopy(x, from + first + begin, strip, at + begin, end - begin);
    else for (int t = begin; t < end; t++) strip[at + t] = x[from + first + t * step];
    for (int t = end; t < width; t++) strip[at + t] = 0;
  }
}
