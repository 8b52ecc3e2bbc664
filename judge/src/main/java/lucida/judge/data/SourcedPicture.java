package lucida.judge.data;

import java.util.List;
import lucida.judge.LabelledPicture;

/**
 * A picture of a source.
 *
 * @param picture preprocessed, with its truth
 * @param notes what of its file or its truth was left out, and why; a few words each
 */
public record SourcedPicture(LabelledPicture picture, List<String> notes) {
  /** The list is kept as it is now. */
  public SourcedPicture {
    notes = List.copyOf(notes);
  }
}
