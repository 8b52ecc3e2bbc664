package lucida.scenes;

/** A rectangle of pixels: rows top … bottom and columns left … right, inclusive. */
public record Box(int top, int left, int bottom, int right) {
  /** Checks the order. */
  public Box {
    if (top > bottom || left > right || top < 0 || left < 0)
      throw new IllegalArgumentException(
          "Box: rows " + top + " to " + bottom + " and columns " + left + " to " + right + " are no rectangle of pixels");
  }

  /** The number of rows. */
  public int height() { return bottom - top + 1; }

  /** The number of columns. */
  public int width() { return right - left + 1; }

  /** The number of pixels. */
  public int area() { return height() * width(); }

  /** Whether the pixel is inside. */
  public boolean contains(int i, int j) {
    return i >= top && i <= bottom && j >= left && j <= right;
  }
}
