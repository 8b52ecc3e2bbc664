package lucida.kernels.vector.convolution;

import java.util.function.IntToDoubleFunction;
import lucida.core.Floats;
import lucida.core.kernel.Convolution;
import lucida.core.kernel.ConvolutionCell;
import lucida.core.kernel.Sweep;
import lucida.core.kernel.Workers;
import lucida.kernels.vector.lanes.FloatLanes;

/**
 * Padding is left out of a convolution, not multiplied by 0. The fast ways do multiply it, which shows only where the other factor is
 * infinite or NaN: then 0·∞ is NaN. So if there are such factors, the cells that came out NaN are summed again by the definition.
 */
final class FloatNonFiniteRepair {
  private final Workers workers;

  FloatNonFiniteRepair(Workers workers) { this.workers = workers; }

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
    int I = g.rows().places();
    int J = g.columns().places();
    repair(z, g.outputs() * I * J, i -> ConvolutionCell.output(g, new Floats(x), new Floats(w), i / (g.outputs() * I * J),
        i / (I * J) % g.outputs(), i / J % I, i % J));
  }

  void input(Convolution g, float[] w, float[] z, float[] x) {
    if (!isSuspect(g, w, x)) return;
    int H = g.rows().extent();
    int W = g.columns().extent();
    repair(x, g.inputs() * H * W, i -> ConvolutionCell.input(g, new Floats(w), new Floats(z), i / (g.inputs() * H * W),
        i / (H * W) % g.inputs(), i / W % H, i % W));
  }

  void filter(Convolution g, float[] x, float[] z, float[] w) {
    if (!isSuspect(g, z, w)) return;
    int U = g.rows().size();
    int V = g.columns().size();
    int K = g.inputsPerGroup();
    repair(w, K * U * V, i -> ConvolutionCell.filter(g, new Floats(x), new Floats(z), i / (K * U * V), i / (U * V) % K, i / V % U,
        i % V));
  }

  /** Computes every NaN again. */
  private void repair(float[] result, int perTask, IntToDoubleFunction cell) {
    workers.run(result.length / perTask, task -> {
      for (int i = task * perTask; i < (task + 1) * perTask; i++)
        if (Float.isNaN(result[i])) result[i] = FloatLanes.round(cell.applyAsDouble(i));
    });
  }
}
