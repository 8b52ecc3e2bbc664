package lucida.pictures;

import java.util.Optional;

/**
 * A picture with a title above, a note below and, if it is a map, the key to its colours beside it.
 *
 * @param title one line
 * @param picture what it is about
 * @param bar the key, if any
 * @param note one line: the scale, the score, whatever is to be known
 */
public record Panel(String title, Picture picture, Optional<ColourBar> bar, String note) {
  private static final int GAP = 10;
  private static final int MARGIN = 20;
  private static final int PIXELS_SEEN_FROM = 3;

  /** A panel without a key. */
  public static Panel of(String title, Picture picture, String note) {
    return new Panel(title, picture, Optional.empty(), note);
  }

  /** The panel as a figure of its own, its picture this high, with a margin around. */
  public Picture figure(int height) {
    Letters letters = Letters.available();
    Picture panel = paint(height, letters);
    Canvas canvas = new Canvas(panel.width() + 2 * MARGIN, panel.height() + 2 * MARGIN, letters);
    canvas.put(panel, MARGIN, MARGIN);
    return canvas.picture();
  }

  /** The panel without a margin, its picture this high. */
  Picture paint(int height, Letters letters) {
    Picture shown = scaled(height);
    Optional<Picture> key = bar.map(b -> b.paint(height, letters));
    int width = shown.width() + key.map(k -> GAP + k.width()).orElse(0), top = TextStyle.TITLE.line() + ColourBar.OVERHANG;
    Canvas canvas = new Canvas(width, height(height), letters);
    canvas.text(title, 0, 0, width, TextStyle.TITLE, Canvas.INK);
    canvas.put(shown, 0, top);
    key.ifPresent(k -> canvas.put(k, shown.width() + GAP, top - ColourBar.OVERHANG));
    canvas.text(note, 0, top + height + ColourBar.OVERHANG, width, TextStyle.NOTE, Canvas.QUIET);
    return canvas.picture();
  }

  /** How high a panel is whose picture has this height. */
  static int height(int picture) {
    return TextStyle.TITLE.line() + picture + 2 * ColourBar.OVERHANG + TextStyle.NOTE.line();
  }

  /** Much enlarged pictures keep their pixels visible, as they are what the network saw. */
  private Picture scaled(int height) {
    if (height == picture.height()) return picture;
    int width = Math.max(1, Math.toIntExact(Math.round((double) picture.width() * height / picture.height())));
    return new Resize(width, height, height >= PIXELS_SEEN_FROM * picture.height() ? Filter.NEAREST : Filter.BICUBIC).of(picture);
  }
}
