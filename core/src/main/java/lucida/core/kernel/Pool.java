package lucida.core.kernel;

import lucida.core.Shape;

/** The extents of pooling: the planes N·C of pictures [N, C, H, W], and a window's way along their rows and columns. */
public record Pool(int batch, int channels, Sweep rows, Sweep columns) {
  /** N·C. */
  public int planes() { return batch * channels; }

  /** [N, C, H, W]. */
  public Shape input() { return Shape.of(batch, channels, rows.extent(), columns.extent()); }

  /** [N, C, I, J]. */
  public Shape output() { return Shape.of(batch, channels, rows.places(), columns.places()); }
}
