package lucida.core.kernel;

import lucida.core.Shape;

/**
 * Pictures stored channels-last: cell (n, c, i, j) of [N, C, H, W] lies at ((n·H + i)·W + j)·stride + c. The stride is C rounded up, so
 * that vectors run along the channels without a rest; what lies between C and the stride is arbitrary, and nothing may depend on it.
 */
public record ChannelsLast(int batch, int channels, int height, int width) {
  /** Cells that channels are rounded up to a multiple of: the widest vector of floats there is. */
  public static final int ALIGNMENT = 16;

  /** Of a shape [N, C, H, W]; all axes before C are joined to N. */
  public static ChannelsLast of(Shape shape) {
    int C = shape.rank() - 3;
    int batch = 1;
    for (int axis = 0; axis < C; axis++) batch *= shape.extent(axis);
    return new ChannelsLast(batch, shape.extent(C), shape.extent(C + 1), shape.extent(C + 2));
  }

  /** One picture of these. */
  public ChannelsLast picture() { return new ChannelsLast(1, channels, height, width); }

  /** Channels rounded up to whole vectors. */
  public static int aligned(int channels) {
    return (channels + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }

  /** Cells from one place to the next. */
  public int stride() { return aligned(channels); }

  /** N·H·W. */
  public int places() { return batch * height * width; }

  /** Cells of the array. */
  public int size() { return places() * stride(); }

  /** [N, C, H, W]. */
  public Shape shape() { return Shape.of(batch, channels, height, width); }
}
