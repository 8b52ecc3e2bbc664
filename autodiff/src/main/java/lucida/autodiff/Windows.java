package lucida.autodiff;

/** A window of a picture: one along its rows and one along its columns. */
public record Windows(Window rows, Window columns) {
  /** One stride and one padding on all sides. */
  public static Windows of(int height, int width, int stride, int padding) {
    return new Windows(Window.of(height, stride, padding), Window.of(width, stride, padding));
  }

  /** Side by side without overlap: the usual pooling. */
  public static Windows square(int size) { return of(size, size, size, 0); }

  /** The same with other distances between the cells of a window. */
  public Windows dilated(int alongRows, int alongColumns) {
    return new Windows(rows.dilated(alongRows), columns.dilated(alongColumns));
  }

  /** The same, the number of places rounded up instead of down, see {@link Window#ceil}. */
  public Windows ceil(int pictureHeight, int pictureWidth) {
    return new Windows(rows.ceil(pictureHeight), columns.ceil(pictureWidth));
  }
}
