package lucida.kernels.vector;

import lucida.core.kernel.Convolution;
import lucida.core.kernel.Sweep;
import lucida.core.kernel.Workers;

/**
 * Padding is left out of a convolution, not multiplied by 0. The fast ways do multiply it, which shows only where the other factor is
 * infinite or NaN: then 0·∞ is NaN. So if there are such factors, the cells that came out NaN are summed again by the definition.
 */
final class FloatMending {
  private final Workers workers;

  FloatMending(Workers workers) { this.workers = workers; }

  /** Whether the result may be wrong: both it and the factor hold something that is not finite. The shorter is looked through first. */
  private boolean isSuspect(Convolution g, float[] factor, float[] result) {
    if (!mayPad(g.rows()) && !mayPad(g.columns())) return false;
    return factor.length < result.length ? !isFinite(factor) && !isFinite(result) : !isFinite(result) && !isFinite(factor);
  }

  private static boolean mayPad(Sweep s) { return s.before() > 0 || s.after() > 0 || s.size() > 1; }

  /** A sum of x·0 is 0 unless some x is infinite or NaN. */
  private boolean isFinite(float[] x) {
    int chunk = 1 << 15;
    float[] sums = new float[(x.length + chunk - 1) / chunk];
    workers.run(sums.length, x.length, task -> {
      float sum0 = 0;
      float sum1 = 0;
      float sum2 = 0;
      float sum3 = 0;
      int to = Math.min(x.length, (task + 1) * chunk);
      int i = task * chunk;
      for (; i + 4 <= to; i += 4) {
        sum0 += x[i] * 0;
        sum1 += x[i + 1] * 0;
        sum2 += x[i + 2] * 0;
        sum3 += x[i + 3] * 0;
      }
      for (; i < to; i++) sum0 += x[i] * 0;
      sums[task] = sum0 + sum1 + sum2 + sum3;
    });
    for (float sum : sums) if (sum != 0) return false;
    return true;
  }

  void output(Convolution g, float[] x, float[] w, float[] z) {
    if (!isSuspect(g, w, z)) return;
    int J = g.columns().places();
    int places = g.rows().places() * J;
    workers.run(g.batch() * g.outputs(), plane -> {
      for (int at = 0; at < places; at++)
        if (Float.isNaN(z[plane * places + at]))
          z[plane * places + at] = output(g, x, w, plane / g.outputs(), plane % g.outputs(), at / J, at % J);
    });
  }

  private static float output(Convolution g, float[] x, float[] w, int n, int o, int i, int j) {
    double sum = 0;
    for (int k = 0; k < g.inputsPerGroup(); k++)
      for (int u = 0; u < g.rows().size(); u++)
        for (int v = 0; v < g.columns().size(); v++) {
          int cell = input(g, n, o, k, g.rows().cell(i, u), g.columns().cell(j, v));
          if (cell >= 0) sum = Math.fma(x[cell], w[filter(g, o, k, u, v)], sum);
        }
    return FloatLanes.round(sum);
  }

  /** The cell (n, c, a, b) of x, where c is channel k of the group of o; −1 for padding. */
  private static int input(Convolution g, int n, int o, int k, int a, int b) {
    int c = o / g.outputsPerGroup() * g.inputsPerGroup() + k;
    boolean inside = g.rows().contains(a) && g.columns().contains(b);
    return inside ? ((n * g.inputs() + c) * g.rows().extent() + a) * g.columns().extent() + b : -1;
  }

  private static int filter(Convolution g, int o, int k, int u, int v) {
    return ((o * g.inputsPerGroup() + k) * g.rows().size() + u) * g.columns().size() + v;
  }

  void input(Convolution g, float[] w, float[] z, float[] x) {
    if (!isSuspect(g, w, x)) return;
    int W = g.columns().extent();
    int cells = g.rows().extent() * W;
    workers.run(g.batch() * g.inputs(), plane -> {
      for (int at = 0; at < cells; at++)
        if (Float.isNaN(x[plane * cells + at]))
          x[plane * cells + at] = input(g, w, z, plane / g.inputs(), plane % g.inputs(), at / W, at % W);
    });
  }

  private static float input(Convolution g, float[] w, float[] z, int n, int c, int a, int b) {
    double sum = 0;
    int group = c / g.inputsPerGroup();
    for (int o = group * g.outputsPerGroup(); o < (group + 1) * g.outputsPerGroup(); o++)
      for (int u = 0; u < g.rows().size(); u++)
        for (int v = 0; v < g.columns().size(); v++) {
          int i = place(g.rows(), a, u);
          int j = place(g.columns(), b, v);
          if (i < 0 || j < 0) continue;
          int at = ((n * g.outputs() + o) * g.rows().places() + i) * g.columns().places() + j;
          sum = Math.fma(w[filter(g, o, c % g.inputsPerGroup(), u, v)], z[at], sum);
        }
    return FloatLanes.round(sum);
  }

  /** The place at which offset u of the window meets a cell; −1 if there is none. */
  private static int place(Sweep sweep, int cell, int u) {
    int way = cell + sweep.before() - u * sweep.dilation();
    return way >= 0 && way % sweep.stride() == 0 && way / sweep.stride() < sweep.places() ? way / sweep.stride() : -1;
  }

  void filter(Convolution g, float[] x, float[] z, float[] w) {
    if (!isSuspect(g, z, w)) return;
    int taps = g.rows().size() * g.columns().size();
    int V = g.columns().size();
    workers.run(g.outputs() * g.inputsPerGroup(), task -> {
      for (int tap = 0; tap < taps; tap++)
        if (Float.isNaN(w[task * taps + tap]))
          w[task * taps + tap] = filter(g, x, z, task / g.inputsPerGroup(), task % g.inputsPerGroup(), tap / V, tap % V);
    });
  }

  private static float filter(Convolution g, float[] x, float[] z, int o, int k, int u, int v) {
    double sum = 0;
    for (int n = 0; n < g.batch(); n++)
      for (int i = 0; i < g.rows().places(); i++)
        for (int j = 0; j < g.columns().places(); j++) {
          int cell = input(g, n, o, k, g.rows().cell(i, u), g.columns().cell(j, v));
          if (cell >= 0)
            sum = Math.fma(x[cell], z[((n * g.outputs() + o) * g.rows().places() + i) * g.columns().places() + j], sum);
        }
    return FloatLanes.round(sum);
  }
}
