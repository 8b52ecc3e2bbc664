package lucida.kernels.vector.cellwise;

import java.util.Arrays;
import java.util.stream.IntStream;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import lucida.core.kernel.Pool;
import lucida.core.kernel.Reduction;
import lucida.core.kernel.Sweep;
import lucida.core.kernel.Workers;

/** The largest of some cells, and the linear maps that a choice is. A cell x comes before the best so far unless x ≤ best or best is NaN. */
public final class FloatSelections {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int L = S.length();
  private static final VectorSpecies<Integer> I = VectorSpecies.of(int.class, VectorShape.forBitSize(L * Integer.SIZE));
  /** Cells of one task. */
  private static final int TASK = 1 << 14;

  private final Workers workers;

  public FloatSelections(Workers workers) { this.workers = workers; }

  public void argMax(Reduction r, float[] x, int[] choice) {
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

  public void argMax(Pool g, float[] x, int[] choice) {
    int[] apart = IntStream.range(0, L).map(lane -> lane * g.columns().stride()).toArray();
    int places = g.rows().places();
    int band = Math.max(1, TASK / Math.max(1, g.columns().places() * g.rows().size() * g.columns().size()));
    int bands = (places + band - 1) / band;
    workers.run(g.planes() * bands, (long) choice.length * g.rows().size() * g.columns().size(), task -> {
      int i0 = task % bands * band;
      for (int i = i0; i < Math.min(places, i0 + band); i++) row(g, task / bands, i, x, choice, apart);
    });
  }

  private static void row(Pool g, int plane, int i, float[] x, int[] choice, int[] apart) {
    Sweep columns = g.columns();
    int J = columns.places();
    int out = (plane * g.rows().places() + i) * J;
    int base = plane * g.rows().extent() * columns.extent();
    int u0 = first(g.rows(), i);
    int u1 = last(g.rows(), i);
    int j = 0;
    while (j < J) {
      boolean inside = u0 < u1 && j + L <= J && columns.cell(j, 0) >= 0
          && columns.contains(columns.cell(j + L - 1, columns.size() - 1));
      if (inside) {
        places(g, i, j, u0, u1, x, base, apart, choice, out + j);
        j += L;
      } else {
        choice[out + j] = of(g, x, base, i, j, u0, u1, first(columns, j), last(columns, j));
        j++;
      }
    }
  }

  /** L neighbouring places, under whose windows only rows can be padding. */
  private static void places(Pool g, int i, int j, int u0, int u1, float[] x, int base, int[] apart, int[] choice, int out) {
    int start = base + g.rows().cell(i, u0) * g.columns().extent() + g.columns().cell(j, 0);
    IntVector step = IntVector.fromArray(I, apart, 0);
    IntVector at = step.add(start);
    FloatVector best = FloatVector.fromArray(S, x, start, apart, 0);
    for (int u = u0; u < u1; u++)
      for (int v = 0; v < g.columns().size(); v++) {
        int cell = start + (u - u0) * g.rows().dilation() * g.columns().extent() + v * g.columns().dilation();
        FloatVector next = FloatVector.fromArray(S, x, cell, apart, 0);
        VectorMask<Float> before = next.compare(VectorOperators.LE, best).or(best.test(VectorOperators.IS_NAN)).not();
        best = best.blend(next, before);
        at = at.blend(step.add(cell), before.cast(I));
      }
    at.intoArray(choice, out);
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

  public void gather(int[] choice, float[] v, float[] y) {
    workers.run((choice.length + TASK - 1) / TASK, choice.length, task -> {
      for (int i = task * TASK; i < Math.min(choice.length, (task + 1) * TASK); i++) y[i] = choice[i] < 0 ? 0 : v[choice[i]];
    });
  }

  /**
   * In chunks of fixed size: all even ones at once, then all odd ones, if chunks that are not neighbours reach rising cells without overlap,
   * as those of pooled planes do; else one after the other.
   */
  public void scatterAdd(int[] choice, float[] y, float[] v) {
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
