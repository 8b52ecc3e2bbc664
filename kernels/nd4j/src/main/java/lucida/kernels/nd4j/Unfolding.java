package lucida.kernels.nd4j;

import lucida.core.Doubles;
import lucida.core.Floats;
import lucida.core.Storage;
import lucida.core.kernel.Convolution;
import lucida.core.kernel.Sweep;

/**
 * The matrix X[(c, u, v), (i, j)] = x[n, c, i·s + u·d − p, j·s + v·d − p], 0 where that is padding, for some channels c and some rows i
 * of places: with it a convolution is a matrix product.
 */
record Unfolding(Convolution g, int n, int channel, int channels, int place, int places) {
  /** All channels of a group and all places. */
  static Unfolding of(Convolution g, int n, int group) {
    return new Unfolding(g, n, group * g.inputsPerGroup(), g.inputsPerGroup(), 0, g.rows().places());
  }

  /** Only some of these channels. */
  Unfolding ofChannels(int from, int count) {
    return new Unfolding(g, n, channel + from, count, place, places);
  }

  /** Only some of these rows of places. */
  Unfolding ofPlaces(int from, int count) {
    return new Unfolding(g, n, channel, channels, place + from, count);
  }

  /** Rows of X. */
  int rows() { return channels * g.rows().size() * g.columns().size(); }

  /** Columns of X. */
  int columns() { return places * g.columns().places(); }

  /** X. */
  Storage unfold(Storage x) {
    Storage X = x.precision().allocate(rows() * columns());
    walk((picture, step, unfolded, count) -> copy(x, picture, step, X, unfolded, count));
    return X;
  }

  /** x += the adjoint of {@link #unfold}. Modified: x, the cells of these channels. */
  void fold(Storage X, Storage x) {
    walk((picture, step, unfolded, count) -> add(X, unfolded, x, picture, step, count));
  }

  /** Cells of the picture, a step apart, beside neighbouring cells of X. */
  private interface Run {
    void at(int picture, int step, int unfolded, int count);
  }

  private void walk(Run run) {
    Sweep rows = g.rows();
    for (int row = 0; row < rows(); row++) {
      int v = row % g.columns().size();
      int u = row / g.columns().size() % rows.size();
      int plane = n * g.inputs() + channel + row / g.columns().size() / rows.size();
      for (int i = 0; i < places; i++) {
        int a = rows.cell(place + i, u);
        if (rows.contains(a)) alongRow(run, plane * rows.extent() + a, v, row * columns() + i * g.columns().places());
      }
    }
  }

  private void alongRow(Run run, int pictureRow, int v, int unfolded) {
    Sweep columns = g.columns();
    int from = Math.clamp(Math.ceilDiv(-columns.cell(0, v), columns.stride()), 0, columns.places());
    int to = Math.clamp(Math.ceilDiv(columns.extent() - columns.cell(0, v), columns.stride()), from, columns.places());
    if (from < to) run.at(pictureRow * columns.extent() + columns.cell(from, v), columns.stride(), unfolded + from, to - from);
  }

  private static void copy(Storage source, int from, int step, Storage target, int to, int count) {
    if (step == 1) System.arraycopy(array(source), from, array(target), to, count);
    else if (source instanceof Floats s && target instanceof Floats t)
        for (int i = 0; i < count; i++) t.array()[to + i] = s.array()[from + i * step];
      else for (int i = 0; i < count; i++) target.set(to + i, source.get(from + i * step));
  }

  private static Object array(Storage cells) {
    return switch (cells) {
      case Floats c -> c.array();
      case Doubles c -> c.array();
    };
  }

  private static void add(Storage source, int from, Storage target, int to, int step, int count) {
    if (source instanceof Floats s && target instanceof Floats t)
      for (int i = 0; i < count; i++) t.array()[to + i * step] += s.array()[from + i];
    else for (int i = 0; i < count; i++) target.set(to + i * step, target.get(to + i * step) + source.get(from + i));
  }
}
