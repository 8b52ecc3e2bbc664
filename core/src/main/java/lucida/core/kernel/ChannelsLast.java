package lucida.core.kernel;

import lucida.core.Shape;

/**
 * Pictures stored channels-last: cell (n, c, i, j) of [N, C, H, W] lies at ((n·H + i)·W + j)·stride + c. The stride is C rounded up, so
 * that vectors run along the channels without a rest; what lies between C and the stride is arbitrary, and nothing may depend on it.
 */
public record ChannelsLast(int batch, int channels, int height, int width) {
  /** Cells that channels are rounded up to a multiple of: the widest vector of floats there is. */
  public static final int ALIGNMENT = 16;

  /** Of a shape [N, C, H, W]. */
  public static ChannelsLast of(Shape shape) {
    return new ChannelsLast(shape.extent(0), shape.extent(1), shape.extent(2), shape.extent(3));
  }

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
