package lucida.kernels.vector.fused;

import java.util.List;
import java.util.Optional;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import lucida.core.kernel.ChannelsLast;
import lucida.core.kernel.Workers;
import lucida.kernels.vector.matmul.FloatMicroKernel;
import lucida.kernels.vector.matmul.FloatWarmUp;

/** Cells moved between row-major and channels-last order, put one after the other, summed over places and spread over them. */
record Layouts(Workers workers) {
  private static final VectorSpecies<Float> S = FloatMicroKernel.S;
  private static final int L = FloatMicroKernel.L;
  /** Places and channels of a square that is turned while it is in the first cache. */
  private static final int SQUARE = 16;

  void channelsLast(ChannelsLast g, float[] x, float[] y) {
    each(g, (n, p0, p1, c0, c1) -> {
      int plane = g.height() * g.width();
      for (int p = p0; p < p1; p++) {
        int to = (n * plane + p) * g.stride();
        for (int c = c0; c < c1; c++) y[to + c] = x[(n * g.channels() + c) * plane + p];
      }
    });
  }

  void rowMajor(ChannelsLast g, float[] x, float[] y) {
    each(g, (n, p0, p1, c0, c1) -> {
      int plane = g.height() * g.width();
      for (int c = c0; c < c1; c++) {
        int to = (n * g.channels() + c) * plane;
        for (int p = p0; p < p1; p++) y[to + p] = x[(n * plane + p) * g.stride() + c];
      }
    });
  }

  private interface Square {
    void move(int n, int p0, int p1, int c0, int c1);
  }

  private void each(ChannelsLast g, Square square) {
    int plane = g.height() * g.width();
    int strips = (plane + SQUARE - 1) / SQUARE;
    workers.run(g.batch() * strips, g.size(), task -> {
      int p = task % strips * SQUARE;
      for (int c = 0; c < g.channels(); c += SQUARE)
        square.move(task / strips, p, Math.min(plane, p + SQUARE), c, Math.min(g.channels(), c + SQUARE));
    });
  }

  void sumPlaces(ChannelsLast g, float[] x, float[] y) {
    int plane = g.height() * g.width();
    int blocks = (g.channels() + SQUARE - 1) / SQUARE;
    workers.run(g.batch() * blocks, g.size(), task -> {
      int n = task / blocks;
      int c0 = task % blocks * SQUARE;
      double[] sum = new double[SQUARE];
      for (int p = 0, at = n * plane * g.stride() + c0; p < plane; p++, at += g.stride())
        for (int c = 0; c < SQUARE; c++) sum[c] += x[at + c];
      for (int c = c0; c < Math.min(g.channels(), c0 + SQUARE); c++) y[n * g.channels() + c] = (float) sum[c - c0];
    });
  }

  void finish(ChannelsLast g, float[] x, Finish finish, float[] z) {
    int line = g.width() * g.stride();
    workers.run(g.batch() * g.height(), g.size(), task -> {
      System.arraycopy(x, task * line, z, task * line, line);
      finish.store(z, task * line, g.stride(), 0, g.stride(), g.width(), z, task * g.width(), 1);
    });
  }

  void spread(ChannelsLast g, float[] x, float[] y) {
    int perPicture = x.length == g.channels() ? 0 : g.channels();
    int lines = g.batch() * g.height();
    workers.run(lines, g.size(), line -> {
      int from = line / g.height() * perPicture;
      for (int j = 0, at = line * g.width() * g.stride(); j < g.width(); j++, at += g.stride())
        System.arraycopy(x, from, y, at, g.channels());
    });
  }

  /** Line after line: what is finished was copied just before. */
  void join(List<ChannelsLast> parts, int from, List<float[]> x, ChannelsLast g, Optional<Finish> finish, float[] z) {
    workers.run(g.batch() * g.height(), g.size(), line -> {
      int first = line * g.width();
      int to = first * g.stride();
      for (int i = 0; i < parts.size(); i++) {
        int apart = parts.get(i).stride();
        int count = Math.min(parts.get(i).channels() - from, g.channels());
        copy(x.get(i), first * apart + from, apart, count, g.width(), z, to, g.stride());
        to += count;
      }
      if (finish.isPresent())
        finish.get().store(z, first * g.stride(), g.stride(), 0, g.stride(), g.width(), z, first, 1);
    });
  }

  /** Cells of some places: in vectors where they are whole, for many are few. */
  private static void copy(float[] x, int from, int apart, int count, int places, float[] z, int to, int next) {
    boolean whole = count % L == 0 && FloatWarmUp.over();
    for (int j = 0, at = from, put = to; j < places; j++, at += apart, put += next)
      if (whole) for (int c = 0; c < count; c += L) FloatVector.fromArray(S, x, at + c).intoArray(z, put + c);
      else System.arraycopy(x, at, z, put, count);
  }
}
