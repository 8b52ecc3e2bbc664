package lucida.kernels.vector.matmul;

/** One matrix per item, its rows contiguous: cell (i, j) of item t is array[starts[t] + i·stride + j]. */
public record FloatMatrices(float[] array, int[] starts, int stride) {
  /** Items that lie {@code apart} cells from each other. */
  public static FloatMatrices of(float[] array, int items, int apart, int stride) {
    int[] starts = new int[items];
    for (int t = 0; t < items; t++) starts[t] = t * apart;
    return new FloatMatrices(array, starts, stride);
  }
}
