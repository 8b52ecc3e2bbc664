package lucida.core.kernel;

import lucida.core.Storage;

/**
 * One cell of each face of the convolution's trilinear form Σ x[n, c, a, b] · w[o, k, u, v] · z[n, o, i, j] over a = i·s + u·d − p,
 * b = j·s + v·d − p, where c is channel k of the group of o. Padding is left out of the sums, not multiplied by 0; sums run in index
 * order, in double, and are not rounded.
 */
public final class ConvolutionCell {
  private ConvolutionCell() {}

  /** z[n, o, i, j] = Σ_kuv x[n, c, a, b] · w[o, k, u, v]. */
  public static double output(Convolution g, Storage x, Storage w, int n, int o, int i, int j) {
    double sum = 0;
    for (int k = 0; k < g.inputsPerGroup(); k++)
      for (int u = 0; u < g.rows().size(); u++)
        for (int v = 0; v < g.columns().size(); v++) {
          int cell = x(g, n, o, k, g.rows().cell(i, u), g.columns().cell(j, v));
          if (cell >= 0) sum += x.get(cell) * w.get(w(g, o, k, u, v));
        }
    return sum;
  }

  /** x[n, c, a, b] = Σ_ouv w[o, k, u, v] · z[n, o, i, j]. */
  public static double input(Convolution g, Storage w, Storage z, int n, int c, int a, int b) {
    double sum = 0;
    int group = c / g.inputsPerGroup();
    for (int o = group * g.outputsPerGroup(); o < (group + 1) * g.outputsPerGroup(); o++)
      for (int u = g.rows().size() - 1; u >= 0; u--) {
        int i = g.rows().place(a, u);
        if (i >= 0) for (int v = g.columns().size() - 1; v >= 0; v--) {
          int j = g.columns().place(b, v);
          if (j >= 0) sum += w.get(w(g, o, c % g.inputsPerGroup(), u, v)) * z.get(z(g, n, o, i, j));
        }
      }
    return sum;
  }

  /** w[o, k, u, v] = Σ_nij x[n, c, a, b] · z[n, o, i, j]. */
  public static double filter(Convolution g, Storage x, Storage z, int o, int k, int u, int v) {
    double sum = 0;
    for (int n = 0; n < g.batch(); n++)
      for (int i = 0; i < g.rows().places(); i++)
        for (int j = 0; j < g.columns().places(); j++) {
          int cell = x(g, n, o, k, g.rows().cell(i, u), g.columns().cell(j, v));
          if (cell >= 0) sum += x.get(cell) * z.get(z(g, n, o, i, j));
        }
    return sum;
  }

  /** Where x[n, c, a, b] is; −1 for padding. */
  private static int x(Convolution g, int n, int o, int k, int a, int b) {
    int c = o / g.outputsPerGroup() * g.inputsPerGroup() + k;
    boolean inside = g.rows().contains(a) && g.columns().contains(b);
    return inside ? ((n * g.inputs() + c) * g.rows().extent() + a) * g.columns().extent() + b : -1;
  }

  private static int w(Convolution g, int o, int k, int u, int v) {
    return ((o * g.inputsPerGroup() + k) * g.rows().size() + u) * g.columns().size() + v;
  }

  private static int z(Convolution g, int n, int o, int i, int j) {
    return ((n * g.outputs() + o) * g.rows().places() + i) * g.columns().places() + j;
  }
}
