package lucida.kernels.vector.cellwise;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import lucida.core.kernel.Reduction;
import lucida.core.kernel.Workers;
import lucida.kernels.vector.lanes.DoubleScratch;
import lucida.kernels.vector.lanes.FloatLanes;

/**
 * Sums over axes and their adjoint.
 *
 * <p>Everything is added in double, and what an addition s + x rounds away, which is exactly (s − (t − b)) + (x − b) with t = s + x,
 * b = t − s (Knuth), is added up beside it: the error is about one rounding of the result and does not grow with the number of terms. Long
 * sums are cut into pieces of a fixed size.
 */
public final class FloatSums {
  private static final int D = DoubleVector.SPECIES_PREFERRED.length();
  /** Terms of a piece. */
  private static final int PIECE = 1 << 13;
  /** Neighbouring sums of one task. */
  private static final int WIDE = 512;

  private final Workers workers;
  private final DoubleScratch scratch;

  public FloatSums(Workers workers, DoubleScratch scratch) {
    this.workers = workers;
    this.scratch = scratch;
  }

  /** t = s + x and what that rounds away. */
  private static DoubleVector error(DoubleVector s, DoubleVector x, DoubleVector t) {
    DoubleVector b = t.sub(s);
    return s.sub(t.sub(b)).add(x.sub(b));
  }

  /** The sum of partial sums, each an array of some neighbouring sums. An infinite or undefined sum has no error to be added. */
  private static double total(double[] parts, int at, int apart, int count) {
    double sum = 0;
    double rest = 0;
    for (int i = 0; i < count; i++) {
      double x = parts[at + i * apart];
      double t = sum + x;
      double b = t - sum;
      rest += sum - (t - b) + (x - b);
      sum = t;
    }
    return Double.isFinite(sum) ? sum + rest : sum;
  }

  public void sum(Reduction r, float[] x, float[] y) {
    ReductionRuns runs = ReductionRuns.of(r);
    if (x.length == 0) Arrays.fill(y, 0);
    else if (runs.runIsSummed()) sumRuns(runs, x, y);
    else sumColumns(runs, x, y);
  }

  // ---- runs of terms

  private void sumRuns(ReductionRuns runs, float[] x, float[] y) {
    int run = runs.run();
    int[] summed = runs.summed();
    int cuts = (run + PIECE - 1) / PIECE;
    int group = Math.max(1, PIECE / run);
    int groups = (summed.length + group - 1) / group;
    int pieces = cuts * groups;
    int sums = runs.kept().length;
    int batch = Math.max(1, PIECE / Math.min(PIECE, run * Math.min(group, summed.length)));
    double[] parts = scratch.take(sums * pieces);
    workers.run((sums * pieces + batch - 1) / batch, x.length, task -> {
      double[] lanes = scratch.take(2 * D);
      for (int piece = task * batch; piece < Math.min(sums * pieces, (task + 1) * batch); piece++) {
        int s0 = piece % pieces / cuts * group;
        int t0 = piece % cuts * PIECE;
        parts[piece] = piece(x, runs.kept()[piece / pieces], summed, s0, Math.min(summed.length, s0 + group), t0,
            Math.min(run, t0 + PIECE), lanes);
      }
      scratch.give(lanes);
    });
    for (int k = 0; k < sums; k++) y[k] = FloatLanes.round(pieces == 1 ? parts[k] : total(parts, k * pieces, 1, pieces));
    scratch.give(parts);
  }

  private static double piece(float[] x, int base, int[] summed, int s0, int s1, int t0, int t1, double[] lanes) {
    DoubleVector sum = DoubleVector.zero(ElementaryFunctions.S);
    DoubleVector rest = sum;
    for (int s = s0; s < s1; s++) {
      int at = base + summed[s];
      int t = t0;
      for (; t <= t1 - D; t += D) {
        DoubleVector v = FloatLanes.load(x, at + t);
        DoubleVector next = sum.add(v);
        rest = rest.add(error(sum, v, next));
        sum = next;
      }
      if (t < t1) {
        DoubleVector v = FloatLanes.load(x, at + t, t1 - t);
        DoubleVector next = sum.add(v);
        rest = rest.add(error(sum, v, next));
        sum = next;
      }
    }
    sum.intoArray(lanes, 0);
    rest.intoArray(lanes, D);
    double total = total(lanes, 0, 1, D);
    return Double.isFinite(total) ? total(lanes, 0, 1, 2 * D) : total;
  }

  // ---- runs of sums

  private void sumColumns(ReductionRuns runs, float[] x, float[] y) {
    int run = runs.run();
    int[] summed = runs.summed();
    int cuts = (run + WIDE - 1) / WIDE;
    int group = Math.max(1, PIECE / Math.min(run, WIDE) * 4);
    int groups = (summed.length + group - 1) / group;
    double[] parts = scratch.take(groups * y.length);
    workers.run(runs.kept().length * groups * cuts, x.length, task -> {
      int k = task / cuts / groups;
      int s0 = task / cuts % groups * group;
      int t0 = task % cuts * WIDE;
      column(x, runs.kept()[k], summed, s0, Math.min(summed.length, s0 + group), t0, Math.min(run, t0 + WIDE), parts,
          s0 / group * y.length + k * run);
    });
    for (int i = 0; i < y.length; i++) y[i] = FloatLanes.round(groups == 1 ? parts[i] : total(parts, i, y.length, groups));
    scratch.give(parts);
  }

  private static void column(float[] x, int base, int[] summed, int s0, int s1, int t0, int t1, double[] parts, int at) {
    for (int t = t0; t < t1; t += D) {
      boolean whole = t <= t1 - D;
      DoubleVector sum = DoubleVector.zero(ElementaryFunctions.S);
      DoubleVector rest = sum;
      for (int s = s0; s < s1; s++) {
        int from = base + summed[s] + t;
        DoubleVector v = whole ? FloatLanes.load(x, from) : FloatLanes.load(x, from, t1 - t);
        DoubleVector next = sum.add(v);
        rest = rest.add(error(sum, v, next));
        sum = next;
      }
      DoubleVector total = sum.add(rest);
      total = sum.blend(total, sum.sub(sum).compare(VectorOperators.EQ, 0));
      if (whole) total.intoArray(parts, at + t);
      else total.intoArray(parts, at + t, ElementaryFunctions.S.indexInRange(t, t1));
    }
  }

  // ---- the adjoint

  public void expand(Reduction r, float[] y, float[] x) {
    ReductionRuns runs = ReductionRuns.of(r);
    if (x.length == 0) return;
    int run = runs.run();
    int terms = runs.summed().length;
    int batch = Math.max(1, PIECE / run);
    int all = runs.kept().length * terms;
    workers.run((all + batch - 1) / batch, x.length, task -> {
      for (int i = task * batch; i < Math.min(all, (task + 1) * batch); i++) {
        int at = runs.kept()[i / terms] + runs.summed()[i % terms];
        if (runs.runIsSummed()) Arrays.fill(x, at, at + run, y[i / terms]);
        else System.arraycopy(y, i / terms * run, x, at, run);
      }
    });
  }
}
