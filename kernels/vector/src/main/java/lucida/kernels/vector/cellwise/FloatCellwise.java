package lucida.kernels.vector.cellwise;

import java.util.function.IntConsumer;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import lucida.core.kernel.Elementary;
import lucida.core.kernel.Workers;
import lucida.kernels.vector.lanes.DoubleScratch;
import lucida.kernels.vector.lanes.FloatLanes;
import lucida.kernels.vector.matmul.FloatWarmUp;

/** What is done cell by cell. The cells after the last whole vector have the same bits as if they were in one. */
public final class FloatCellwise {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int L = S.length();
  /** Cells of one task. */
  private static final int TASK = 1 << 14;

  private final Workers workers;
  private final DoubleScratch scratch;

  public FloatCellwise(Workers workers, DoubleScratch scratch) {
    this.workers = workers;
    this.scratch = scratch;
  }

  /** Does cells from … to. */
  private interface Part {
    void run(int from, int to);
  }

  private void share(int cells, Part part) {
    IntConsumer task = t -> part.run(t * TASK, Math.min(cells, (t + 1) * TASK));
    workers.run((cells + TASK - 1) / TASK, cells, task);
  }

  public void add(float[] x, float[] y, float[] z) {
    share(z.length, (from, to) -> add(x, from, y, from, z, from, to - from));
  }

  public void multiply(float[] x, float[] y, float[] z) {
    share(z.length, (from, to) -> multiply(x, from, y, from, z, from, to - from));
  }

  public void scale(float a, float[] x, float[] y) {
    share(y.length, (from, to) -> scale(a, x, from, y, from, to - from));
  }

  public void gate(float below, float above, float[] x, float[] v, float[] y) {
    share(y.length, (from, to) -> gate(below, above, x, from, v, from, y, from, to - from));
  }

  /** z[zo + i] = x[xo + i] + y[yo + i] for some cells, on this thread. */
  public static void add(float[] x, int xo, float[] y, int yo, float[] z, int zo, int cells) {
    int i = 0;
    if (FloatWarmUp.over())
      for (; i <= cells - L; i += L)
        FloatVector.fromArray(S, x, xo + i).add(FloatVector.fromArray(S, y, yo + i)).intoArray(z, zo + i);
    for (; i < cells; i++) z[zo + i] = x[xo + i] + y[yo + i];
  }

  /** z[zo + i] = x[xo + i] · y[yo + i] for some cells, on this thread. */
  public static void multiply(float[] x, int xo, float[] y, int yo, float[] z, int zo, int cells) {
    int i = 0;
    if (FloatWarmUp.over())
      for (; i <= cells - L; i += L)
        FloatVector.fromArray(S, x, xo + i).mul(FloatVector.fromArray(S, y, yo + i)).intoArray(z, zo + i);
    for (; i < cells; i++) z[zo + i] = x[xo + i] * y[yo + i];
  }

  /** y[yo + i] = a · x[xo + i] for some cells, on this thread. */
  public static void scale(float a, float[] x, int xo, float[] y, int yo, int cells) {
    int i = 0;
    if (FloatWarmUp.over()) for (; i <= cells - L; i += L) FloatVector.fromArray(S, x, xo + i).mul(a).intoArray(y, yo + i);
    for (; i < cells; i++) y[yo + i] = x[xo + i] * a;
  }

  /** The gate of v[vo + i] by x[xo + i] for some cells, on this thread. */
  public static void gate(float below, float above, float[] x, int xo, float[] v, int vo, float[] y, int yo, int cells) {
    int i = 0;
    if (FloatWarmUp.over())
      for (; i <= cells - L; i += L) {
        FloatVector selector = FloatVector.fromArray(S, x, xo + i);
        FloatVector s = FloatVector.fromArray(S, v, vo + i);
        FloatVector high = above == 0 ? FloatVector.zero(S) : above == 1 ? s : s.mul(above);
        FloatVector low = below == 0 ? FloatVector.zero(S) : below == 1 ? s : s.mul(below);
        low.blend(high, selector.compare(VectorOperators.GT, 0)).blend(selector, selector.test(VectorOperators.IS_NAN))
            .intoArray(y, yo + i);
      }
    for (; i < cells; i++) {
      float cell = x[xo + i];
      float factor = cell > 0 ? above : below;
      y[yo + i] = Float.isNaN(cell) ? cell : factor == 0 ? 0 : v[vo + i] * factor;
    }
  }

  public void map(Elementary f, float[] x, float[] y) {
    Part part = switch (f) {
      case RECIPROCAL -> (from, to) -> reciprocal(x, y, from, to);
      case SQRT -> (from, to) -> sqrt(x, y, from, to);
      default -> (from, to) -> strips(f, x, y, from, to);
    };
    share(y.length, part);
  }

  private static void reciprocal(float[] x, float[] y, int from, int to) { for (int i = from; i < to; i++) y[i] = 1 / x[i]; }

  private static void sqrt(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i++) y[i] = FloatLanes.round(Math.sqrt(x[i]));
  }

  private void strips(Elementary f, float[] x, float[] y, int from, int to) {
    double[] in = scratch.take(ElementaryFunctions.STRIP);
    double[] out = scratch.take(ElementaryFunctions.STRIP);
    double[] a = scratch.take(ElementaryFunctions.STRIP);
    double[] b = scratch.take(ElementaryFunctions.STRIP);
    for (int i = from; i < to; i += ElementaryFunctions.STRIP) {
      int n = Math.min(ElementaryFunctions.STRIP, to - i);
      for (int j = 0; j < n; j++) in[j] = x[i + j];
      ElementaryFunctions.map(f, in, out, a, b, n);
      for (int j = 0; j < n; j++) y[i + j] = FloatLanes.round(out[j]);
    }
    scratch.give(in);
    scratch.give(out);
    scratch.give(a);
    scratch.give(b);
  }
}
