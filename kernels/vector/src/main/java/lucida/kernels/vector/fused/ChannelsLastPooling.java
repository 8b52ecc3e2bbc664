package lucida.kernels.vector.fused;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import lucida.core.kernel.ChannelsLast;
import lucida.core.kernel.Pool;
import lucida.core.kernel.Sweep;
import lucida.core.kernel.Workers;
import lucida.kernels.vector.convolution.CompressedRows;
import lucida.kernels.vector.matmul.FloatMicroKernel;

/** Windows that keep the channels apart: the largest cell, and weighted sums. */
record ChannelsLastPooling(Workers workers) {
  private static final int L = FloatMicroKernel.L;

  void max(Pool g, float[] x, float[] y) {
    ChannelsLast source = ChannelsLast.of(g.input());
    int rows = g.rows().places();
    workers.run(g.batch() * rows, x.length, task -> {
      int at = task * g.columns().places() * source.stride();
      for (int j = 0; j < g.columns().places(); j++, at += source.stride())
        for (int c = 0; c < source.stride(); c += L) largest(g, source, x, task / rows, task % rows, j, c).intoArray(y, at + c);
    });
  }

  /** NaN if one is under the window, 0 if nothing is. */
  private static FloatVector largest(Pool g, ChannelsLast source, float[] x, int n, int i, int j, int c) {
    FloatVector best = FloatVector.zero(FloatMicroKernel.S);
    boolean empty = true;
    for (int u = 0; u < g.rows().size(); u++) {
      int a = g.rows().cell(i, u);
      if (!g.rows().contains(a)) continue;
      for (int v = 0; v < g.columns().size(); v++) {
        int b = g.columns().cell(j, v);
        if (!g.columns().contains(b)) continue;
        FloatVector cell = FloatVector.fromArray(FloatMicroKernel.S, x, cell(source, n, a, b) + c);
        best = empty ? cell : best.max(cell);
        empty = false;
      }
    }
    return best;
  }

  private static int cell(ChannelsLast g, int n, int a, int b) { return ((n * g.height() + a) * g.width() + b) * g.stride(); }

  void maxAdjoint(Pool g, float[] x, float[] yBar, float[] xBar) {
    ChannelsLast source = ChannelsLast.of(g.input());
    ChannelsLast target = ChannelsLast.of(g.output());
    int vectors = source.stride() / L;
    workers.run(g.batch() * vectors, x.length, task -> {
      int n = task / vectors;
      int c = task % vectors * L;
      for (int at = cell(source, n, 0, 0) + c; at < cell(source, n + 1, 0, 0); at += source.stride())
        FloatVector.zero(FloatMicroKernel.S).intoArray(xBar, at);
      for (int i = 0; i < target.height(); i++)
        for (int j = 0; j < target.width(); j++)
          sendBack(g, source, x, n, i, j, c, FloatVector.fromArray(FloatMicroKernel.S, yBar, cell(target, n, i, j) + c), xBar);
    });
  }

  /** Adds ȳ to the first cell under the window that is the largest. */
  private static void sendBack(Pool g, ChannelsLast source, float[] x, int n, int i, int j, int c, FloatVector yBar, float[] xBar) {
    Sweep columns = g.columns();
    FloatVector best = largest(g, source, x, n, i, j, c);
    VectorMask<Float> unknown = best.compare(VectorOperators.NE, best);
    FloatVector left = yBar;
    for (int u = 0; u < g.rows().size(); u++) {
      int a = g.rows().cell(i, u);
      if (!g.rows().contains(a)) continue;
      for (int v = 0; v < columns.size(); v++) {
        int b = columns.cell(j, v);
        if (!columns.contains(b)) continue;
        int at = cell(source, n, a, b) + c;
        FloatVector cell = FloatVector.fromArray(FloatMicroKernel.S, x, at);
        VectorMask<Float> hit = cell.compare(VectorOperators.EQ, best).or(cell.compare(VectorOperators.NE, cell).and(unknown));
        FloatVector sent = FloatVector.zero(FloatMicroKernel.S).blend(left, hit);
        FloatVector.fromArray(FloatMicroKernel.S, xBar, at).add(sent).intoArray(xBar, at);
        left = left.blend(0f, hit);
      }
    }
  }

  /** y = (rows ⊗ columns) x of every picture and channel. */
  void resample(ChannelsLast g, CompressedRows rows, CompressedRows columns, float[] x, float[] y) {
    int stride = g.stride();
    workers.run(g.batch() * rows.results(), Math.max(x.length, y.length), task -> {
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
    FloatVector w = FloatVector.broadcast(FloatMicroKernel.S, weight);
    for (int c = 0; c < count; c += L)
      FloatVector.fromArray(FloatMicroKernel.S, x, from + c).fma(w, FloatVector.fromArray(FloatMicroKernel.S, y, to + c))
          .intoArray(y, to + c);
  }
}
