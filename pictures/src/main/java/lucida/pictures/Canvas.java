package lucida.pictures;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.Arrays;
import java.util.List;

/** A sheet of white paper to compose a picture on. Confined to its creator until the picture is taken from it. */
final class Canvas {
  /** The colour of the paper. */
  static final int PAPER = 0xFFFFFF;
  /** The colour of titles. */
  static final int INK = 0x1D2433;
  /** The colour of notes. */
  static final int QUIET = 0x667085;
  /** The colour of thin lines. */
  static final int LINE = 0xD5D9E0;

  private final BufferedImage image;
  private final int[] pixels;
  private final Letters letters;

  Canvas(int width, int height, Letters letters) {
    this.image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    this.pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    this.letters = letters;
    fill(0, 0, width, height, PAPER);
  }

  void fill(int left, int top, int width, int height, int rgb) {
    for (int y = Math.max(0, top); y < Math.min(image.getHeight(), top + height); y++)
      Arrays.fill(pixels, y * image.getWidth() + Math.max(0, left), y * image.getWidth() + Math.min(image.getWidth(), left + width),
          rgb);
  }

  void put(Picture picture, int left, int top) {
    for (int y = 0; y < picture.height(); y++)
      for (int x = 0; x < picture.width(); x++) pixels[(top + y) * image.getWidth() + left + x] = picture.rgb(x, y);
  }

  /** A line of text in a row of its style's height that begins at top; cut to the room. */
  void text(String text, int left, int top, int room, TextStyle style, int rgb) {
    letters.draw(image, letters.fitted(text, style, room), left,
        top + style.line() - (style.line() - style.size()) / 2 - style.size() / 7, style, rgb);
  }

  /** Lines of text, none of them cut, each in a row of its style's height, from top on. */
  void text(List<String> lines, int left, int top, TextStyle style, int rgb) {
    for (int i = 0; i < lines.size(); i++) text(lines.get(i), left, top + i * style.line(), Integer.MAX_VALUE, style, rgb);
  }

  Picture picture() { return Picture.painted(image.getWidth(), image.getHeight(), (x, y) -> pixels[y * image.getWidth() + x]); }
}
