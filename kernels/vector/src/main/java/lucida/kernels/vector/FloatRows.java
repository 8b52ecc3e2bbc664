package lucida.kernels.vector;

/** One matrix per item, its rows contiguous: cell (i, j) of item t is array[starts[t] + i·stride + j]. */
record FloatRows(float[] array, int[] starts, int stride) {
  /** Items that lie {@code apart} cells from each other. */
  static FloatRows of(float[] array, int items, int apart, int stride) {
    int[] starts = new int[items];
    for (int t = 0; t < items; t++) starts[t] = t * apart;
    return new FloatRows(array, starts, stride);
  }
}
