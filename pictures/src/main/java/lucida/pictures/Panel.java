package lucida.pictures;

import java.util.List;
import java.util.Optional;

/**
 * A picture with a title above, a note below and, for a map, its colour key beside it.
 *
 * @param title above the picture
 * @param picture the picture or map shown
 * @param bar the key, if any
 * @param note below it: the scale, the score, any remarks
 */
public record Panel(String title, Picture picture, Optional<ColourBar> bar, String note) {
  private static final int GAP = 10;
  /** A panel is as wide as its picture, or as its text up to this width. */
  private static final int TEXT = 180;
  private static final int MARGIN = 20;
  private static final int PIXELS_SEEN_FROM = 3;
  private static final int WIDEST = 4800;

  /** A panel without a key. */
  public static Panel of(String title, Picture picture, String note) {
    return new Panel(title, picture, Optional.empty(), note);
  }

  /** Paints the panel as a standalone figure with a margin, its picture scaled to {@code height} pixels. */
  public Picture figure(int height) {
    Letters letters = Letters.available();
    Laid laid = laid(height, letters);
    Picture panel = laid.paint(laid.title.size(), letters);
    Canvas canvas = new Canvas(panel.width() + 2 * MARGIN, panel.height() + 2 * MARGIN, letters);
    canvas.put(panel, MARGIN, MARGIN);
    return canvas.picture();
  }

  /** Lays out the panel's parts for a picture {@code height} pixels high; text is wrapped, never cut. */
  Laid laid(int height, Letters letters) {
    Picture shown = scaled(picture, height);
    Optional<Picture> key = bar.map(b -> b.paint(height, letters));
    int width = shown.width() + key.map(k -> GAP + k.width()).orElse(0);
    int text = Math.max(letters.width(title, TextStyle.TITLE), letters.width(note, TextStyle.NOTE));
    int room = Math.max(width, Math.min(TEXT, text));
    return new Laid(shown, key, room, letters.lines(title, TextStyle.TITLE, room), letters.lines(note, TextStyle.NOTE, room));
  }

  /** A panel laid out; its picture stands below {@code titleLines} lines of title, as many as the row needs. */
  record Laid(Picture picture, Optional<Picture> key, int width, List<String> title, List<String> note) {
    int height(int titleLines) {
      return titleLines * TextStyle.TITLE.line() + body() + 2 * ColourBar.OVERHANG + note.size() * TextStyle.NOTE.line();
    }

    /** The height of the picture, or of the key where that is higher, as beside a strip. */
    private int body() {
      return Math.max(picture.height(), key.map(k -> k.height() - 2 * ColourBar.OVERHANG).orElse(0));
    }

    Picture paint(int titleLines, Letters letters) {
      int top = titleLines * TextStyle.TITLE.line() + ColourBar.OVERHANG;
      Canvas canvas = new Canvas(width, height(titleLines), letters);
      canvas.text(title, 0, (titleLines - title.size()) * TextStyle.TITLE.line(), TextStyle.TITLE, Canvas.INK);
      canvas.put(picture, 0, top);
      key.ifPresent(k -> canvas.put(k, picture.width() + GAP, top - ColourBar.OVERHANG));
      canvas.text(note, 0, top + body() + ColourBar.OVERHANG, TextStyle.NOTE, Canvas.QUIET);
      return canvas.picture();
    }
  }

  /**
   * Scales a picture to the height {@code wanted}. Pixels stay visible in much enlarged pictures, since they are what the network
   * saw. A long strip stays lower, since 4000×1 pixels
   * would become 960000×240.
   */
  static Picture scaled(Picture picture, int wanted) {
    int height = Math.max(1, (int) Math.min(wanted, (double) WIDEST * picture.height() / picture.width()));
    if (height == picture.height()) return picture;
    int width = Math.max(1, Math.toIntExact(Math.round((double) picture.width() * height / picture.height())));
    return new Resize(width, height, height >= PIXELS_SEEN_FROM * picture.height() ? Filter.NEAREST : Filter.BICUBIC).of(picture);
  }
}
