package lucida.kernels.vector.convolution;

import java.util.Arrays;
import lucida.core.kernel.Taps;

/**
 * A sparse linear map along one axis, by results: result i reads the cells index[t] with weight[t] ≠ 0,
 * {@code start[i] ≤ t < start[i + 1]}.
 */
public record CompressedRows(int extent, int[] start, int[] index, double[] weight) {
  public static CompressedRows of(Taps taps) {
    int[] start = new int[taps.results() + 1];
    for (int i = 0; i < taps.results(); i++) start[i + 1] = start[i] + taps.count(i);
    int[] index = new int[start[taps.results()]];
    double[] weight = new double[index.length];
    int at = 0;
    for (int i = 0; i < taps.results(); i++) {
      start[i] = at;
      for (int t = 0; t < taps.count(i); t++)
        if (taps.weight(i, t) != 0) {
          index[at] = taps.first(i) + t;
          weight[at++] = taps.weight(i, t);
        }
    }
    start[taps.results()] = at;
    return new CompressedRows(taps.extent(), start, Arrays.copyOf(index, at), Arrays.copyOf(weight, at));
  }

  /** The transposed map. */
  public CompressedRows adjoint() {
    int[] from = new int[extent + 1];
    for (int cell : index) from[cell + 1]++;
    for (int cell = 0; cell < extent; cell++) from[cell + 1] += from[cell];
    int[] next = from.clone();
    CompressedRows adjoint = new CompressedRows(results(), from, new int[index.length], new double[index.length]);
    for (int i = 0; i < results(); i++)
      for (int t = start[i]; t < start[i + 1]; t++) {
        int at = next[index[t]]++;
        adjoint.index[at] = i;
        adjoint.weight[at] = weight[t];
      }
    return adjoint;
  }

  public int results() { return start.length - 1; }
}
