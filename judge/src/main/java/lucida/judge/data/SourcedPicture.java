package lucida.judge.data;

import java.util.List;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.judge.LabelledPicture;
import lucida.pictures.Preprocessing;

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

  /** What a black pixel is for a network, [channels]. */
  static Tensor black(Preprocessing preprocessing, int channels, Precision precision) {
    return Tensor.filled(Shape.of(channels), precision, c -> preprocessing.value(c, 0));
  }
}
