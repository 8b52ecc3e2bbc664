package lucida.pictures;

import java.awt.AWTError;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/** How text gets into a picture. */
sealed interface Letters permits FontLetters, DotLetters {
  /** How wide a line of text is. */
  int width(String text, TextStyle style);

  /** Draws a line of text; its capital letters stand on row base − 1. */
  void draw(BufferedImage image, String text, int x, int base, TextStyle style, int rgb);

  /** The fonts of this machine if there are any, else letters of our own, so that no picture is without its words. */
  static Letters available() {
    try {
      Letters fonts = new FontLetters();
      fonts.draw(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "a", 0, 8, TextStyle.NOTE, 0);
      return fonts;
    } catch (RuntimeException | LinkageError | InternalError | AWTError e) { // a Java runtime without fonts throws any of these
      return new DotLetters();
    }
  }

  /** The text, cut and ended by "…" where it is wider than the room. */
  default String fitted(String text, TextStyle style, int room) {
    if (width(text, style) <= room) return text;
    int end = text.length();
    while (end > 0 && width(text.substring(0, end).stripTrailing() + "…", style) > room) end--;
    return end == 0 ? "" : text.substring(0, end).stripTrailing() + "…";
  }

  /** The text in lines no wider than the room, broken between words, and inside of one that alone is too wide. No text has no lines. */
  default List<String> lines(String text, TextStyle style, int room) {
    List<String> lines = new ArrayList<>();
    for (String rest = text.strip(); !rest.isEmpty();) {
      int end = fitting(rest, style, room);
      int space = end == rest.length() ? end : rest.lastIndexOf(' ', end);
      int cut = space > 0 ? space : end;
      lines.add(rest.substring(0, cut).strip());
      rest = rest.substring(cut).strip();
    }
    return lines;
  }

  /** How much of the text fits into the room: at least one sign. */
  private int fitting(String text, TextStyle style, int room) {
    int end = text.offsetByCodePoints(0, 1);
    while (end < text.length() && width(text.substring(0, text.offsetByCodePoints(end, 1)), style) <= room)
      end = text.offsetByCodePoints(end, 1);
    return end;
  }
}
