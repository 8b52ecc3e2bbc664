package lucida.core.kernel;

import lucida.core.ShapeException;

/**
 * A window of {@code size} cells, {@code dilation} apart, that moves in steps of {@code stride} along one axis of {@code extent} cells
 * with {@code before} and {@code after} cells of padding. Convolution and pooling are two sweeps, one along the rows and one along the
 * columns.
 */
public record Sweep(int extent, int size, int stride, int before, int after, int dilation) {
  /** Checks that each number is in its range. */
  public Sweep {
    if (extent < 0) throw new ShapeException("Sweep: the extent " + extent + " is negative");
    if (size < 1) throw new ShapeException("Sweep: a window of " + size + " cells; it has at least 1");
    if (stride < 1) throw new ShapeException("Sweep: a stride of " + stride + "; it is at least 1");
    if (dilation < 1) throw new ShapeException("Sweep: a dilation of " + dilation + "; it is at least 1");
    if (before < 0 || after < 0)
      throw new ShapeException("Sweep: a padding of " + Math.min(before, after) + " cells; it is at least 0");
    long padded = (long) extent + before + after;
    long span = (size - 1L) * dilation + 1;
    if (padded > Integer.MAX_VALUE || span > padded)
      throw new ShapeException("Sweep: a window over " + span + " cells does not fit into " + padded + " (" + extent + " and "
          + before + " + " + after + " of padding)");
  }

  /** Stride 1, no padding, no dilation. */
  public static Sweep of(int extent, int size) {
    return new Sweep(extent, size, 1, 0, 0, 1);
  }

  /** The same padding on both sides, no dilation. */
  public static Sweep of(int extent, int size, int stride, int padding) {
    return new Sweep(extent, size, stride, padding, padding, 1);
  }

  /** How many places the window takes: ⌊(extent + before + after − (size − 1)·dilation − 1) / stride⌋ + 1. */
  public int places() {
    return (extent + before + after - (size - 1) * dilation - 1) / stride + 1;
  }

  /** The cell under offset u of the window at place i; outside 0 … extent − 1 it is padding. */
  public int cell(int i, int u) {
    return i * stride + u * dilation - before;
  }

  /** The place at which offset u of the window meets a cell, −1 if there is none. */
  public int place(int cell, int u) {
    int way = cell + before - u * dilation;
    return way >= 0 && way % stride == 0 && way / stride < places() ? way / stride : -1;
  }

  /** Whether it is a cell and not padding. */
  public boolean contains(int cell) { return cell >= 0 && cell < extent; }
}
