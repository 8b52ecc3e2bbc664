package lucida.report;

import java.util.List;
import java.util.stream.Stream;
import lucida.pictures.Filter;
import lucida.pictures.Picture;
import lucida.pictures.Region;
import lucida.pictures.Resize;

/**
 * A picture at the size in which it is shown.
 *
 * @param picture in that size
 * @param seen the part of it that the network saw
 * @param source where it is from and how it was brought to the network's extents
 * @param notes what was done to what its file stores, and what of it was not honoured
 */
public record Shown(Picture picture, Region seen, String source, List<String> notes) {
  private static final int LOWEST = 256;
  private static final int HIGHEST = 720;
  private static final int WIDEST = 4096;

  /** Immutable. */
  public Shown {
    notes = List.copyOf(notes);
  }

  /** A picture without notes. */
  public Shown(Picture picture, Region seen) {
    this(picture, seen, "", List.of());
  }

  /** The same with what is to be said about it. */
  public Shown with(String from, List<String> remarks) {
    return new Shown(picture, seen, from, remarks);
  }

  /** The same with a note more. */
  Shown noted(String note) {
    return new Shown(picture, seen, source, Stream.concat(notes.stream(), Stream.of(note)).toList());
  }

  /**
   * Small pictures are enlarged with their pixels visible, as they are what the network saw; large ones are made smaller. A strip is not
   * enlarged beyond a width that a page shows: 4000×3 pixels would become 88 million.
   */
  public static Shown of(Picture original, Region seen) {
    int width = original.width(), height = original.height();
    int times = Math.min(Math.ceilDiv(LOWEST, height), WIDEST / width);
    if (height < LOWEST && times > 1) return scaled(original, seen, times, Filter.NEAREST);
    double factor = Math.min((double) HIGHEST / height, (double) WIDEST / width);
    return factor < 1 ? scaled(original, seen, factor, Filter.BICUBIC) : new Shown(original, seen);
  }

  private static Shown scaled(Picture original, Region seen, double factor, Filter filter) {
    int width = Math.max(1, Math.toIntExact(Math.round(original.width() * factor)));
    int height = Math.max(1, Math.toIntExact(Math.round(original.height() * factor)));
    return new Shown(new Resize(width, height, filter).of(original), seen.scaled(factor));
  }

  /** Whether the network saw all of it. */
  public boolean isSeenWhole() {
    return seen.width() > picture.width() - 1 && seen.height() > picture.height() - 1;
  }
}
