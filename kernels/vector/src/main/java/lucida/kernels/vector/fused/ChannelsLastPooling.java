package lucida.kernels.vector.fused;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import lucida.core.kernel.ChannelsLast;
import lucida.core.kernel.Pool;
import lucida.core.kernel.Sweep;
import lucida.core.kernel.Workers;
import lucida.kernels.vector.convolution.CompressedRows;
import lucida.kernels.vector.matmul.FloatMicroKernel;
import lucida.kernels.vector.matmul.FloatWarmUp;

/** Windows that keep the channels apart: the largest cell, and weighted sums. */
record ChannelsLastPooling(Workers workers) {
  private static final VectorSpecies<Float> S = FloatMicroKernel.S;
  private static final int L = FloatMicroKernel.L;
  /** Rows of cells of a task. */
  private static final int BAND = 8;

  /** Of each window the largest: NaN if one is under it, 0 if nothing is. */
  void max(Pool g, float[] x, float[] y) {
    ChannelsLast source = ChannelsLast.of(g.input());
    int rows = g.rows().places();
    workers.run(g.batch() * rows, source.size(), task -> {
      int[] cells = room(g);
      int stride = source.stride();
      int line = source.width() * stride;
      int size = g.rows().size() == g.columns().size() && FloatWarmUp.over() ? g.rows().size() : 0;
      int a = g.rows().cell(task % rows, 0);
      for (int j = 0, at = task * g.columns().places() * stride; j < g.columns().places(); j++, at += stride) {
        int b = g.columns().cell(j, 0);
        boolean whole = isWhole(g.rows(), a) && isWhole(g.columns(), b);
        if (whole && size == 2) four(x, cell(source, task / rows, a, b), line, y, at, stride);
        else if (whole && size == 3) nine(x, cell(source, task / rows, a, b), line, y, at, stride);
        else largest(cells, under(g, source, task / rows, task % rows, j, cells), x, y, at, stride);
      }
    });
  }

  /** Whether a window from this cell on meets neighbours and no padding. */
  private static boolean isWhole(Sweep sweep, int first) {
    return sweep.dilation() == 1 && first >= 0 && first + sweep.size() <= sweep.extent();
  }

  /** Of 2 × 2 places, the first at x[p]. */
  private static void four(float[] x, int p, int line, float[] y, int at, int stride) {
    for (int c = 0, a = p, b = p + line; c < stride; c += L, a += L, b += L)
      FloatVector.fromArray(S, x, a).max(FloatVector.fromArray(S, x, a + stride))
          .max(FloatVector.fromArray(S, x, b)).max(FloatVector.fromArray(S, x, b + stride)).intoArray(y, at + c);
  }

  /** Of 3 × 3 places. Written out: a small method that returns a vector may return it as an object. */
  private static void nine(float[] x, int p, int line, float[] y, int at, int stride) {
    for (int c = 0, a = p, b = p + line, d = p + 2 * line; c < stride; c += L, a += L, b += L, d += L) {
      FloatVector upper = FloatVector.fromArray(S, x, a).max(FloatVector.fromArray(S, x, a + stride))
          .max(FloatVector.fromArray(S, x, a + 2 * stride));
      FloatVector middle = FloatVector.fromArray(S, x, b).max(FloatVector.fromArray(S, x, b + stride))
          .max(FloatVector.fromArray(S, x, b + 2 * stride));
      FloatVector lower = FloatVector.fromArray(S, x, d).max(FloatVector.fromArray(S, x, d + stride))
          .max(FloatVector.fromArray(S, x, d + 2 * stride));
      upper.max(middle).max(lower).intoArray(y, at + c);
    }
  }

  private static int[] room(Pool g) { return new int[g.rows().size() * g.columns().size()]; }

  /** Where the places under window (i, j) begin, and how many there are: in the order of rows. */
  private static int under(Pool g, ChannelsLast source, int n, int i, int j, int[] cells) {
    int count = 0;
    for (int u = 0; u < g.rows().size(); u++) {
      int a = g.rows().cell(i, u);
      if (!g.rows().contains(a)) continue;
      for (int v = 0; v < g.columns().size(); v++) {
        int b = g.columns().cell(j, v);
        if (g.columns().contains(b)) cells[count++] = cell(source, n, a, b);
      }
    }
    return count;
  }

  private static int cell(ChannelsLast g, int n, int a, int b) { return ((n * g.height() + a) * g.width() + b) * g.stride(); }

  /** By way of y: a vector that a loop hands on to its next round can become an object. */
  private static void largest(int[] cells, int count, float[] x, float[] y, int at, int stride) {
    if (count == 0) Arrays.fill(y, at, at + stride, 0);
    else System.arraycopy(x, cells[0], y, at, stride);
    for (int t = 1; t < count; t++) larger(x, cells[t], y, at, stride);
  }

  private static void larger(float[] x, int from, float[] y, int at, int stride) {
    for (int c = 0; c < stride; c += L)
      FloatVector.fromArray(S, y, at + c).max(FloatVector.fromArray(S, x, from + c)).intoArray(y, at + c);
  }

  /** Sends each ȳ back to the first cell under its window that is the largest: some rows of cells a task, whose windows may reach beyond them. */
  void maxAdjoint(Pool g, float[] x, float[] yBar, float[] xBar) {
    ChannelsLast source = ChannelsLast.of(g.input());
    ChannelsLast target = ChannelsLast.of(g.output());
    int bands = (source.height() + BAND - 1) / BAND;
    workers.run(g.batch() * bands, source.size(), task -> {
      int[] cells = room(g);
      int n = task / bands;
      int top = task % bands * BAND;
      int bottom = Math.min(source.height(), top + BAND);
      int from = cell(source, n, top, 0);
      int to = cell(source, n, bottom, 0);
      Arrays.fill(xBar, from, to, 0);
      for (int i = 0; i < target.height(); i++)
        if (g.rows().cell(i, g.rows().size() - 1) >= top && g.rows().cell(i, 0) < bottom)
          for (int j = 0; j < target.width(); j++)
            sendBack(cells, under(g, source, n, i, j, cells), from, to, x, yBar, cell(target, n, i, j), xBar, source.stride());
    });
  }

  /** To those of the cells that begin from … to − 1. */
  private static void sendBack(int[] cells, int count, int from, int to, float[] x, float[] yBar, int at, float[] xBar,
      int stride) {
    for (int c = 0; c < stride && count > 0; c += L) {
      FloatVector best = FloatVector.fromArray(S, x, cells[0] + c);
      for (int t = 1; t < count; t++) best = best.max(FloatVector.fromArray(S, x, cells[t] + c));
      VectorMask<Float> unknown = best.compare(VectorOperators.NE, best);
      FloatVector left = FloatVector.fromArray(S, yBar, at + c);
      for (int t = 0; t < count; t++) {
        int p = cells[t] + c;
        FloatVector cell = FloatVector.fromArray(S, x, p);
        VectorMask<Float> hit = cell.compare(VectorOperators.EQ, best).or(cell.compare(VectorOperators.NE, cell).and(unknown));
        if (p >= from && p < to)
          FloatVector.fromArray(S, xBar, p).add(FloatVector.zero(S).blend(left, hit)).intoArray(xBar, p);
        left = left.blend(0f, hit);
      }
    }
  }

  /** y = (rows ⊗ columns) x of every picture and channel. */
  void resample(ChannelsLast g, CompressedRows rows, CompressedRows columns, float[] x, float[] y) {
    int stride = g.stride();
    workers.run(g.batch() * rows.results(), Math.max(g.size(), g.batch() * rows.results() * columns.results() * stride), task -> {
      int n = task / rows.results();
      int i = task % rows.results();
      for (int j = 0; j < columns.results(); j++) {
        int to = (task * columns.results() + j) * stride;
        Arrays.fill(y, to, to + stride, 0);
        for (int u = rows.start()[i]; u < rows.start()[i + 1]; u++)
          for (int v = columns.start()[j]; v < columns.start()[j + 1]; v++) {
            float weight = (float) (rows.weight()[u] * columns.weight()[v]);
            add(weight, x, cell(g, n, rows.index()[u], columns.index()[v]), y, to, stride);
          }
      }
    });
  }

  private static void add(float weight, float[] x, int from, float[] y, int to, int count) {
    FloatVector w = FloatVector.broadcast(S, weight);
    for (int c = 0; c < count; c += L)
      FloatVector.fromArray(S, x, from + c).fma(w, FloatVector.fromArray(S, y, to + c))
          .intoArray(y, to + c);
  }
}
