package lucida.autodiff;

import lucida.core.ShapeException;
import lucida.core.kernel.Sweep;

/** A window of a picture, height × width cells, and how it moves: strides, padding on each side, dilation. */
public record Windows(int height, int width, int strideRows, int strideColumns, int top, int bottom, int left, int right,
    int dilationRows,
    int dilationColumns) {
  /** Checks once. */
  public Windows {
    if (height < 1 || width < 1)
      throw new ShapeException("Windows: a window of " + height + " × " + width + " cells; it has at least 1 × 1");
    if (strideRows < 1 || strideColumns < 1)
      throw new ShapeException("Windows: strides of " + strideRows + " and " + strideColumns + "; they are at least 1");
    if (Math.min(Math.min(top, bottom), Math.min(left, right)) < 0)
      throw new ShapeException(
          "Windows: padding of " + top + ", " + bottom + ", " + left + ", " + right + " cells; it is at least 0");
  }

  /** One stride and one padding on all sides. */
  public static Windows of(int height, int width, int stride, int padding) {
    return new Windows(height, width, stride, stride, padding, padding, padding, padding, 1, 1);
  }

  /** Side by side without overlap: the usual pooling. */
  public static Windows square(int size) { return of(size, size, size, 0); }

  /** The same with another distance between the cells of a window. */
  public Windows dilated(int rows, int columns) {
    return new Windows(height, width, strideRows, strideColumns, top, bottom, left, right, rows, columns);
  }

  /**
   * The same with so much more padding below and to the right that the last window may hang over the picture: rounding the number of
   * places up instead of down. A window that would start beyond the picture and its padding is not counted.
   */
  public Windows ceil(int pictureHeight, int pictureWidth) {
    return new Windows(height, width, strideRows, strideColumns, top, bottom + overhang(pictureHeight, rows(pictureHeight)), left,
        right + overhang(pictureWidth, columns(pictureWidth)), dilationRows, dilationColumns);
  }

  private static int overhang(int extent, Sweep sweep) {
    int start = sweep.places() * sweep.stride();
    int missing = start + (sweep.size() - 1) * sweep.dilation() + 1 - (extent + sweep.before() + sweep.after());
    return missing < sweep.stride() && missing > 0 && start < extent + sweep.before() ? missing : 0;
  }

  /** Along the rows of a picture of this height. */
  public Sweep rows(int extent) {
    return new Sweep(extent, height, strideRows, top, bottom, dilationRows);
  }

  /** Along the columns of a picture of this width. */
  public Sweep columns(int extent) {
    return new Sweep(extent, width, strideColumns, left, right, dilationColumns);
  }
}
