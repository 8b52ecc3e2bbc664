package lucida.judge.data;

import java.util.Optional;
import java.util.regex.Pattern;
import lucida.core.PlainText;

/**
 * A box as a file states it.
 *
 * @param where for messages: the file and the line
 * @param label the number, name or id of its class
 * @param extents of the picture it was drawn on, if the file says
 * @param x0 left edge, in pixels of the picture
 * @param y0 upper edge
 * @param x1 right edge
 * @param y1 lower edge
 */
record StatedBox(String where, String label, Optional<Extents> extents, double x0, double y0, double x1, double y1) {
  private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

  /** Columns and rows. */
  record Extents(int width, int height) {
    /** Checks that they are whole numbers of pixels. */
    static Extents checked(String where, double width, double height) throws DataException {
      return new Extents(extent(where, "width", width), extent(where, "height", height));
    }

    /** Checks that there is a whole number of pixels. */
    static int extent(String where, String what, double n) throws DataException {
      if (n == Math.rint(n) && n >= 1 && n <= Integer.MAX_VALUE) return (int) n;
      throw new DataException(where + ": " + what + " is " + n + "; a picture has a whole number of pixels, 1 or more");
    }

    @Override
    public String toString() { return width + "×" + height; }
  }

  /** A number as people write it: no NaN, no infinity, nothing that Java alone takes for one, as 0x1p3 or 50f. */
  static double number(String where, String what, String text) throws DataException {
    double number = NUMBER.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
    if (Double.isFinite(number)) return number;
    throw new DataException(where + ": " + what + " is '" + PlainText.shortened(text, 40) + "', which is no number");
  }

  /** Checks that it has an area. */
  static StatedBox checked(String where, String label, Optional<Extents> extents, double x0, double y0, double x1, double y1)
      throws DataException {
    if (!(x0 < x1 && y0 < y1) || !Double.isFinite(x1 - x0) || !Double.isFinite(y1 - y0))
      throw new DataException(
          where + ": a box from (" + x0 + ", " + y0 + ") to (" + x1 + ", " + y1 + ") has no area");
    return new StatedBox(where, label, extents, x0, y0, x1, y1);
  }

  /** The same, wherever it was stated. */
  StatedBox anywhere() { return new StatedBox("", label, extents, x0, y0, x1, y1); }

  /** Whether it would be in the first pixel of a picture that is not known to have one alone. */
  boolean isInParts() {
    return x0 >= 0 && y0 >= 0 && x1 <= 1 && y1 <= 1 && extents.stream().allMatch(of -> of.width() > 1 && of.height() > 1);
  }

  /** Whether a part of it is outside a picture. */
  boolean leaves(int width, int height) {
    return x0 < 0 || y0 < 0 || x1 > width || y1 > height;
  }

  /** Whether all of it is outside a picture. */
  boolean misses(int width, int height) {
    return x1 <= 0 || y1 <= 0 || x0 >= width || y0 >= height;
  }
}
