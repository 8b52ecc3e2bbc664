package lucida.pictures;

import java.util.List;

/**
 * A picture of a file.
 *
 * @param picture upright, 8 bits a sample
 * @param notes what was done to what the file stores, and what of it was not honoured; a few words each, nothing where all is plain
 */
public record OpenedPicture(Picture picture, List<String> notes) {
  /** Immutable. */
  public OpenedPicture {
    notes = List.copyOf(notes);
  }
}
