package lucida.judge.data;

import java.util.List;
import java.util.Map;

/** What may happen to a box on the way to the network's input. */
enum BoxNote {
  /** It stays, without the part that is outside. */
  LEAVES_PICTURE("reaches beyond the picture and is clipped", "reach beyond the picture and are clipped"),
  /** It is left out. */
  OUTSIDE_PICTURE("is outside the picture and left out", "are outside the picture and left out"),
  /** It is left out. */
  CROPPED_AWAY("is outside what the network sees and left out", "are outside what the network sees and left out"),
  /** It counts once. */
  TWICE("is stated more than once and counts once", "are stated more than once and count once"),
  /** It counts as a box alone. */
  MASK_EMPTY("holds nothing of the mask and counts without it", "hold nothing of the mask and count without it"),
  /** It is left out. */
  CLASS_UNKNOWN("is of a class that the network does not have and left out",
      "are of classes that the network does not have and left out");

  private final String one;
  private final String several;

  BoxNote(String one, String several) {
    this.one = one;
    this.several = several;
  }

  /** "2 boxes are outside the picture and left out", for each that happened. */
  static List<String> words(Map<BoxNote, Integer> counts) {
    return counts.entrySet().stream()
        .map(e -> e.getValue() == 1 ? "1 box " + e.getKey().one : e.getValue() + " boxes " + e.getKey().several).toList();
  }
}
