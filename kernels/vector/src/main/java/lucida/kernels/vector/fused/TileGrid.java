package lucida.kernels.vector.fused;

import java.util.Arrays;
import lucida.core.kernel.ChannelsLast;
import lucida.core.kernel.ConvolutionAlgorithm;
import lucida.kernels.vector.convolution.FloatWinogradTransform;

/**
 * The tiles of m × m places that cover the pictures of a target, and the transforms of one tile for all channels.
 *
 * @param m places of a tile along one axis: 2 or 4
 * @param up rows of cells above the place that the first offset of the window reads
 * @param left the same to the left
 */
record TileGrid(ChannelsLast source, ChannelsLast target, int m, int up, int left) {
  static TileGrid of(ChannelsLast source, ChannelsLast target, Phase phase, ConvolutionAlgorithm algorithm) {
    int m = algorithm == ConvolutionAlgorithm.WINOGRAD_2 ? 2 : 4;
    return new TileGrid(source, target, m, -phase.rows().low(), -phase.columns().low());
  }

  /** Points along one axis. */
  int side() { return m + 2; }

  int points() { return side() * side(); }

  private int down() { return (target.height() + m - 1) / m; }

  private int across() { return (target.width() + m - 1) / m; }

  int tiles() { return target.batch() * down() * across(); }

  /** Cells of the room that one tile needs. */
  int room() {
    return points() * Math.max(source.stride(), target.stride());
  }

  private int picture(int tile) { return tile / (down() * across()); }

  private int row(int tile) { return tile % (down() * across()) / across() * m; }

  private int column(int tile) { return tile % across() * m; }

  /** Bᵀ d B of n tiles from the first on: the value of point p, tile t and channel c goes to[at + p·apart + t·stride + c]. */
  void values(float[] x, int first, int n, float[] to, int at, int apart, float[] room) {
    int stride = source.stride();
    for (int t = 0; t < n; t++) columns(x, first + t, to, at + t * stride, apart, room);
    for (int i = 0; i < side(); i++) input(to, at + i * side() * apart, apart, to, at + i * side() * apart, apart, n * stride);
  }

  /** Bᵀ d of one tile. */
  private void columns(float[] x, int tile, float[] to, int at, int apart, float[] room) {
    int i0 = row(tile) - up;
    int j0 = column(tile) - left;
    int stride = source.stride();
    boolean inside = i0 >= 0 && j0 >= 0 && i0 + side() <= source.height() && j0 + side() <= source.width();
    int first = ((picture(tile) * source.height() + i0) * source.width() + j0) * stride;
    if (!inside) cells(x, first, i0, j0, room);
    float[] d = inside ? x : room;
    int from = inside ? first : 0;
    int line = inside ? source.width() * stride : side() * stride;
    for (int j = 0; j < side(); j++) input(d, from + j * stride, line, to, at + j * apart, side() * apart, stride);
  }

  /** The cells under a tile at the border, 0 in the padding. */
  private void cells(float[] x, int first, int i0, int j0, float[] to) {
    int stride = source.stride();
    int low = Math.min(side(), Math.max(0, -j0));
    int high = Math.max(low, Math.min(side(), source.width() - j0));
    for (int i = 0; i < side(); i++) {
      int line = i * side() * stride;
      boolean padding = i0 + i < 0 || i0 + i >= source.height();
      if (padding) Arrays.fill(to, line, line + side() * stride, 0);
      else {
        Arrays.fill(to, line, line + low * stride, 0);
        System.arraycopy(x, first + (i * source.width() + low) * stride, to, line + low * stride, (high - low) * stride);
        Arrays.fill(to, line + high * stride, line + side() * stride, 0);
      }
    }
  }

  /**
   * z = finish(Aᵀ M A) for n tiles from the first on: the product of point p, tile t and channel c is products[at + p·apart + t·width + c]. They
   * are modified.
   *
   * @return whether every sum is finite
   */
  boolean places(float[] products, int first, int n, int at, int apart, int width, Finish finish, float[] z, float[] room) {
    for (int j = 0; j < side(); j++)
      output(products, at + j * apart, side() * apart, products, at + j * apart, side() * apart, n * width);
    boolean finite = true;
    for (int t = 0; t < n; t++) finite &= rows(products, first + t, at + t * width, apart, finish, z, room);
    return finite;
  }

  /** (Aᵀ M) A of one tile. */
  private boolean rows(float[] products, int tile, int at, int apart, Finish finish, float[] z, float[] room) {
    int stride = target.stride();
    for (int i = 0; i < m; i++) output(products, at + i * side() * apart, apart, room, i * m * stride, stride, stride);
    boolean finite = Finish.allFinite(room, 0, m * m * stride);
    int rows = Math.min(m, target.height() - row(tile));
    int columns = Math.min(m, target.width() - column(tile));
    int first = (picture(tile) * target.height() + row(tile)) * target.width() + column(tile);
    for (int i = 0; i < rows; i++)
      finish.store(room, i * m * stride, stride, 0, stride, columns, z, first + i * target.width(), 1);
    return finite;
  }

  private void input(float[] d, int at, int step, float[] to, int out, int next, int count) {
    if (m == 2) SmallWinogradTransform.input(d, at, step, to, out, next, count);
    else FloatWinogradTransform.input(d, at, step, to, out, next, count);
  }

  private void output(float[] d, int at, int step, float[] to, int out, int next, int count) {
    if (m == 2) SmallWinogradTransform.output(d, at, step, to, out, next, count);
    else FloatWinogradTransform.output(d, at, step, to, out, next, count);
  }
}
