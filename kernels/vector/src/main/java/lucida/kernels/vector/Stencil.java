package lucida.kernels.vector;

import lucida.core.kernel.Taps;

/** A sparse linear map along one axis, by results: result i reads the cells index[t] with weight[t], start[i] ≤ t < start[i + 1]. */
record Stencil(int extent, int[] start, int[] index, double[] weight) {
  static Stencil of(Taps taps) {
    int[] start = new int[taps.results() + 1];
    for (int i = 0; i < taps.results(); i++) start[i + 1] = start[i] + taps.count(i);
    Stencil stencil = new Stencil(taps.extent(), start, new int[start[taps.results()]], new double[start[taps.results()]]);
    for (int i = 0; i < taps.results(); i++)
      for (int t = 0; t < taps.count(i); t++) {
        stencil.index[start[i] + t] = taps.first(i) + t;
        stencil.weight[start[i] + t] = taps.weight(i, t);
      }
    return stencil;
  }

  /** The transposed map. */
  Stencil adjoint() {
    int[] from = new int[extent + 1];
    for (int cell : index) from[cell + 1]++;
    for (int cell = 0; cell < extent; cell++) from[cell + 1] += from[cell];
    int[] next = from.clone();
    Stencil adjoint = new Stencil(results(), from, new int[index.length], new double[index.length]);
    for (int i = 0; i < results(); i++)
      for (int t = start[i]; t < start[i + 1]; t++) {
        int at = next[index[t]]++;
        adjoint.index[at] = i;
        adjoint.weight[at] = weight[t];
      }
    return adjoint;
  }

  int results() { return start.length - 1; }
}
