package lucida.kernels.vector.matmul;

import jdk.incubator.vector.FloatVector;

/** Matrices to be packed: cell (k, j) of item t is array[starts[t] + k·down + j·right]. One of down and right is 1. */
public record FloatMatrixPanels(float[] array, int[] starts, int down, int right) implements FloatPanels {
  private static final int L = FloatMicroKernel.L;
  private static final int WIDTH = FloatMicroKernel.WIDTH;
  /** Rows that are read side by side: few enough for the processor to fetch ahead in all. */
  private static final int ROWS = 8;

  @Override
  public int grain() { return 1; }

  @Override
  public void pack(int item, int k0, int k1, int j0, int j1, float[] to, int at, int depth) {
    int base = starts[item];
    int step = right == 1 ? ROWS : k1 - k0;
    for (int k = k0; k < k1; k += step) {
      int rows = Math.min(step, k1 - k);
      int panel = at + (k - k0) * WIDTH;
      for (int j = j0; j < j1; j += WIDTH, panel += depth * WIDTH) {
        int columns = Math.min(WIDTH, j1 - j);
        if (right == 1) rows(base + k * down + j, rows, columns, to, panel);
        else columns(base + k * down + j * right, rows, columns, to, panel);
      }
    }
  }

  private void rows(int from, int rows, int columns, float[] to, int at) {
    for (int k = 0; k < rows; k++, from += down, at += WIDTH)
      if (columns == WIDTH) {
        FloatVector.fromArray(FloatMicroKernel.S, array, from).intoArray(to, at);
        FloatVector.fromArray(FloatMicroKernel.S, array, from + L).intoArray(to, at + L);
      } else {
        for (int j = 0; j < columns; j++) to[at + j] = array[from + j];
        for (int j = columns; j < WIDTH; j++) to[at + j] = 0;
      }
  }

  /** Four columns at a time, so that what is written of one line of the panel is written together. */
  private void columns(int from, int rows, int columns, float[] to, int at) {
    int j = 0;
    for (; j + 4 <= columns; j += 4) {
      int a = from + j * right;
      int b = a + right;
      int c = b + right;
      int d = c + right;
      for (int k = 0, o = at + j; k < rows; k++, o += WIDTH) {
        to[o] = array[a + k * down];
        to[o + 1] = array[b + k * down];
        to[o + 2] = array[c + k * down];
        to[o + 3] = array[d + k * down];
      }
    }
    for (; j < WIDTH; j++)
      for (int k = 0; k < rows; k++) to[at + k * WIDTH + j] = j < columns ? array[from + j * right + k * down] : 0;
  }
}
