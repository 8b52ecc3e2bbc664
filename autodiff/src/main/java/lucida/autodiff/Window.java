package lucida.autodiff;

import lucida.core.ShapeException;
import lucida.core.kernel.Sweep;

/**
 * A window along one axis, and how it moves.
 *
 * @param size cells under it
 * @param stride cells from place to place
 * @param before cells of padding before the axis
 * @param after cells of padding behind it
 * @param dilation cells from one that it sees to the next
 */
public record Window(int size, int stride, int before, int after, int dilation) {
  /** Checks the numbers; a dilation is checked where the window meets an axis. */
  public Window {
    if (size < 1) throw new ShapeException("Window: a window of " + size + " cells; it has at least 1");
    if (stride < 1) throw new ShapeException("Window: a stride of " + stride + "; it is at least 1");
    if (Math.min(before, after) < 0)
      throw new ShapeException("Window: padding of " + before + " and " + after + " cells; it is at least 0");
  }

  /** The same padding on both sides, without dilation. */
  public static Window of(int size, int stride, int padding) {
    return new Window(size, stride, padding, padding, 1);
  }

  /** The same with another distance between the cells under it. */
  public Window dilated(int cells) {
    return new Window(size, stride, before, after, cells);
  }

  /** Over an axis of an extent. */
  public Sweep over(int extent) {
    return new Sweep(extent, size, stride, before, after, dilation);
  }

  /** Cells from the first that it sees to the last. */
  public long span() { return (size - 1L) * dilation + 1; }

  /**
   * The same with as much more padding behind that the last window may hang over the axis: rounding the number of places up instead of down.
   * A window that would start beyond the axis and its padding is not counted.
   */
  public Window ceil(int extent) {
    int start = over(extent).places() * stride;
    long missing = start + span() - (extent + before + after);
    boolean hangs = missing < stride && missing > 0 && start < extent + before;
    return hangs ? new Window(size, stride, before, after + (int) missing, dilation) : this;
  }
}
