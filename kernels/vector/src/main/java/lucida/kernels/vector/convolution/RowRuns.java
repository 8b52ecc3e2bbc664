package lucida.kernels.vector.convolution;

/**
 * Places j₀ … j₁ of a picture, counted row-major, cut where a row ends and where a panel is full: run r is the places (row, column …
 * column + length) and goes to lane {@code at} of panel {@code panel}.
 */
record RowRuns(int count, int[] panel, int[] at, int[] row, int[] column, int[] length) {
  static RowRuns of(int j0, int j1, int columns, int width) {
    int most = (j1 - j0) / width + (j1 - j0) / columns + 3;
    RowRuns runs = new RowRuns(0, new int[most], new int[most], new int[most], new int[most], new int[most]);
    int count = 0;
    for (int j = j0; j < j1; count++) {
      int length = Math.min(Math.min(j1 - j, columns - j % columns), width - (j - j0) % width);
      runs.panel[count] = (j - j0) / width;
      runs.at[count] = (j - j0) % width;
      runs.row[count] = j / columns;
      runs.column[count] = j % columns;
      runs.length[count] = length;
      j += length;
    }
    return new RowRuns(count, runs.panel, runs.at, runs.row, runs.column, runs.length);
  }
}
