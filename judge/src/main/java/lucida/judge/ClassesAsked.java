package lucida.judge;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Of which classes of a picture the maps are judged. */
public enum ClassesAsked {
  /** Its label. */
  LABEL,
  /** The class with the highest score. */
  TOP1,
  /** Both: once where they are the same. */
  BOTH;

  /**
   * The classes of one picture.
   *
   * @throws IllegalArgumentException if its label is asked for and not known
   */
  public List<Integer> of(LabelledPicture picture, int top1) {
    OptionalInt label = picture.label();
    if (this != TOP1 && label.isEmpty())
      throw new IllegalArgumentException(picture.withoutLabel() + "; --classes top1 needs none");
    return switch (this) {
      case LABEL -> List.of(label.getAsInt());
      case TOP1 -> List.of(top1);
      case BOTH -> IntStream.of(label.getAsInt(), top1).distinct().boxed().toList();
    };
  }
}
