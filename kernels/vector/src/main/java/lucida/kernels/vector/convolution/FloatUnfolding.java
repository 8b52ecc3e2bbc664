package lucida.kernels.vector.convolution;

import jdk.incubator.vector.FloatVector;
import lucida.kernels.vector.lanes.FloatScratch;
import lucida.kernels.vector.matmul.FloatMicroKernel;
import lucida.kernels.vector.matmul.FloatPanels;

/**
 * The unfolded picture: row (c, u, v), column (i, j) is the cell of channel c that tap (u, v) meets at place (i, j). It is never there as
 * a whole; parts of it are packed when they are wanted. Item t starts at picture[starts[t]].
 */
record FloatUnfolding(FloatScratch scratch, float[] picture, int[] starts, Stencil rows, Stencil columns) implements FloatPanels {
  private static final int L = FloatMicroKernel.L;
  private static final int WIDTH = FloatMicroKernel.WIDTH;

  @Override
  public int grain() { return rows.taps().length * columns.taps().length; }

  @Override
  public void pack(int item, int k0, int k1, int j0, int j1, float[] to, int at, int depth) {
    int grain = grain();
    FloatPaddedRows layout = layout(j0, j1);
    RowRuns runs = RowRuns.of(j0, j1, columns.places(), WIDTH);
    float[] strip = scratch.take(layout.size());
    float[] last = scratch.take(2 * WIDTH);
    for (int k = k0; k < k1; k += grain) {
      layout.fill(picture, starts[item] + k / grain * rows.extent() * columns.extent(), strip);
      for (int u = 0, tap = k; u < rows.taps().length; u++)
        for (int v = 0; v < columns.taps().length; v++, tap++) {
          int zero = layout.at(0, 0, u, v);
          int down = layout.at(1, 0, u, v) - zero;
          int row = at + (tap - k0) * WIDTH;
          if (tap < k1 - 1)
            for (int r = 0; r < runs.count(); r++)
              copy(strip, zero + runs.row()[r] * down + runs.column()[r], to, row + runs.panel()[r] * depth * WIDTH + runs.at()[r],
                  runs.length()[r]);
          else for (int r = 0; r < runs.count(); r++) {
              copy(strip, zero + runs.row()[r] * down + runs.column()[r], last, runs.at()[r], runs.length()[r]);
              System.arraycopy(last, runs.at()[r], to, row + runs.panel()[r] * depth * WIDTH + runs.at()[r], runs.length()[r]);
            }
        }
    }
    scratch.give(last);
    scratch.give(strip);
  }

  /** Packs rows k0 … k1, whole channels, of columns j0 … j1 as rows that lie {@code stride} cells apart, at least L more than columns. */
  void rows(int item, int k0, int k1, int j0, int j1, float[] to, int stride) {
    int grain = grain();
    FloatPaddedRows layout = layout(j0, j1);
    RowRuns runs = RowRuns.of(j0, j1, columns.places(), j1 - j0);
    float[] strip = scratch.take(layout.size());
    for (int k = k0; k < k1; k += grain) {
      layout.fill(picture, starts[item] + k / grain * rows.extent() * columns.extent(), strip);
      for (int u = 0, row = (k - k0) * stride; u < rows.taps().length; u++)
        for (int v = 0; v < columns.taps().length; v++, row += stride) {
          int zero = layout.at(0, 0, u, v);
          int down = layout.at(1, 0, u, v) - zero;
          for (int r = 0; r < runs.count(); r++)
            copy(strip, zero + runs.row()[r] * down + runs.column()[r], to, row + runs.at()[r], runs.length()[r]);
        }
    }
    scratch.give(strip);
  }

  /** Of whole rows, unless all columns lie in one. */
  private FloatPaddedRows layout(int j0, int j1) {
    int J = columns.places();
    int i0 = j0 / J;
    int i1 = (j1 - 1) / J + 1;
    return i1 - i0 > 1
        ? FloatPaddedRows.over(rows, columns, i0, i1, 0, J)
        : FloatPaddedRows.over(rows, columns, i0, i1, j0 - i0 * J, j1 - i0 * J);
  }

  /** Copies whole vectors: up to L − 1 cells more than asked for, which whatever is copied next writes over. */
  private static void copy(float[] from, int fo, float[] to, int at, int length) {
    for (int t = 0; t < length; t += L) FloatVector.fromArray(FloatMicroKernel.S, from, fo + t).intoArray(to, at + t);
  }
}
