package lucida.kernels.vector;

import java.util.Arrays;
import lucida.core.kernel.Pool;
import lucida.core.kernel.Reduction;
import lucida.core.kernel.Sweep;
import lucida.core.kernel.Workers;

/** The largest of some cells, and the linear maps that a choice is. A cell x comes before the best so far unless x ≤ best or best is NaN. */
final class FloatChoices {
  /** Cells of one task. */
  private static final int TASK = 1 << 14;

  private final Workers workers;

  FloatChoices(Workers workers) { this.workers = workers; }

  void largest(Reduction r, float[] x, int[] choice) {
    int[] kept = r.keptOffsets();
    int[] summed = r.summedOffsets();
    int batch = Math.max(1, TASK / Math.max(1, summed.length));
    workers.run((kept.length + batch - 1) / batch, x.length, task -> {
      for (int k = task * batch; k < Math.min(kept.length, (task + 1) * batch); k++) {
        int at = kept[k] + summed[0];
        float best = x[at];
        for (int s : summed) {
          float next = x[kept[k] + s];
          if (!(next <= best) && !Float.isNaN(best)) {
            best = next;
            at = kept[k] + s;
          }
        }
        choice[k] = at;
      }
    });
  }

  void largest(Pool g, float[] x, int[] choice) {
    int I = g.rows().places();
    int band = Math.max(1, TASK / Math.max(1, g.columns().places() * g.rows().size() * g.columns().size()));
    int bands = (I + band - 1) / band;
    workers.run(g.planes() * bands, (long) choice.length * g.rows().size() * g.columns().size(), task -> {
      int i0 = task % bands * band;
      for (int i = i0; i < Math.min(I, i0 + band); i++) row(g, task / bands, i, x, choice);
    });
  }

  private static void row(Pool g, int plane, int i, float[] x, int[] choice) {
    Sweep rows = g.rows();
    Sweep columns = g.columns();
    int J = columns.places();
    int out = (plane * rows.places() + i) * J;
    int base = plane * rows.extent() * columns.extent();
    int u0 = first(rows, i);
    int u1 = last(rows, i);
    boolean two = u0 == 0 && u1 == 2 && columns.size() == 2;
    for (int j = 0; j < J; j++) {
      int v0 = first(columns, j);
      int v1 = last(columns, j);
      if (two && v0 == 0 && v1 == 2) {
        int at = base + rows.cell(i, 0) * columns.extent() + columns.cell(j, 0);
        choice[out + j] = ofFour(x, at, columns.dilation(), rows.dilation() * columns.extent());
      } else choice[out + j] = of(g, x, base, i, j, u0, u1, v0, v1);
    }
  }

  /** The first offset whose cell is not padding. */
  private static int first(Sweep sweep, int place) {
    int start = sweep.cell(place, 0);
    return start >= 0 ? 0 : Math.min(sweep.size(), (-start + sweep.dilation() - 1) / sweep.dilation());
  }

  /** One more than the last offset whose cell is not padding. */
  private static int last(Sweep sweep, int place) {
    int room = sweep.extent() - sweep.cell(place, 0);
    return room <= 0 ? 0 : Math.min(sweep.size(), (room + sweep.dilation() - 1) / sweep.dilation());
  }

  private static int of(Pool g, float[] x, int base, int i, int j, int u0, int u1, int v0, int v1) {
    if (u0 >= u1 || v0 >= v1) return -1;
    int at = -1;
    float best = 0;
    for (int u = u0; u < u1; u++) {
      int cell = base + g.rows().cell(i, u) * g.columns().extent() + g.columns().cell(j, v0);
      for (int v = v0; v < v1; v++, cell += g.columns().dilation())
        if (at < 0 || !(x[cell] <= best) && !Float.isNaN(best)) {
          best = x[cell];
          at = cell;
        }
    }
    return at;
  }

  private static int ofFour(float[] x, int at, int right, int down) {
    int upper = x[at + right] <= x[at] || Float.isNaN(x[at]) ? at : at + right;
    int lower = x[at + down + right] <= x[at + down] || Float.isNaN(x[at + down]) ? at + down : at + down + right;
    return x[lower] <= x[upper] || Float.isNaN(x[upper]) ? upper : lower;
  }

  void pick(int[] choice, float[] v, float[] y) {
    workers.run((choice.length + TASK - 1) / TASK, choice.length, task -> {
      for (int i = task * TASK; i < Math.min(choice.length, (task + 1) * TASK); i++) y[i] = choice[i] < 0 ? 0 : v[choice[i]];
    });
  }

  /**
   * In chunks of fixed size: all even ones at once, then all odd ones, if chunks that are not neighbours reach rising cells without overlap,
   * as those of pooled planes do; else one after the other.
   */
  void place(int[] choice, float[] y, float[] v) {
    Arrays.fill(v, 0);
    int chunks = (choice.length + TASK - 1) / TASK;
    int[] low = new int[chunks];
    int[] high = new int[chunks];
    workers.run(chunks, choice.length, chunk -> reach(choice, chunk, low, high));
    boolean apart = true;
    for (int chunk = 2; chunk < chunks; chunk++) {
      apart &= high[chunk - 2] < low[chunk];
      high[chunk] = Math.max(high[chunk], high[chunk - 2]);
    }
    if (apart) for (int odd = 0; odd < 2; odd++) {
      int first = odd;
      workers.run((chunks + 1 - odd) / 2, choice.length, half -> add(choice, 2 * half + first, y, v));
    }
    else for (int chunk = 0; chunk < chunks; chunk++) add(choice, chunk, y, v);
  }

  private static void reach(int[] choice, int chunk, int[] low, int[] high) {
    low[chunk] = Integer.MAX_VALUE;
    high[chunk] = -1;
    for (int i = chunk * TASK; i < Math.min(choice.length, (chunk + 1) * TASK); i++)
      if (choice[i] >= 0) {
        low[chunk] = Math.min(low[chunk], choice[i]);
        high[chunk] = Math.max(high[chunk], choice[i]);
      }
  }

  private static void add(int[] choice, int chunk, float[] y, float[] v) {
    for (int i = chunk * TASK; i < Math.min(choice.length, (chunk + 1) * TASK); i++) if (choice[i] >= 0) v[choice[i]] += y[i];
  }
}
