package lucida.pictures;

/**
 * A rectangle in a picture, in pixels and parts of pixels.
 *
 * @param x left edge
 * @param y top edge
 * @param width from the left edge to the right one
 * @param height from the top edge to the bottom one
 */
public record Region(double x, double y, double width, double height) {
  /** Checks that it has an area. */
  public Region {
    if (!(width > 0 && height > 0))
      throw new IllegalArgumentException("A region of " + width + "×" + height + " pixels has no area");
  }

  /** All of a picture. */
  public static Region all(Picture picture) { return new Region(0, 0, picture.width(), picture.height()); }

  /** The same region of the picture enlarged by {@code factor}. */
  public Region scaled(double factor) {
    return new Region(x * factor, y * factor, width * factor, height * factor);
  }

  /** The columns of a picture of this width whose centres lie inside: the first, and the one after the last. */
  int[] columns(int pictureWidth) {
    return centres(x, width, pictureWidth);
  }

  /** The rows of a picture of this height whose centres lie inside: the first, and the one after the last. */
  int[] rows(int pictureHeight) {
    return centres(y, height, pictureHeight);
  }

  private static int[] centres(double begin, double length, int n) {
    int first = Math.clamp((long) Math.ceil(begin - 0.5), 0, n);
    return new int[]{first, Math.clamp((long) Math.floor(begin + length - 0.5) + 1, first, n)};
  }
}
