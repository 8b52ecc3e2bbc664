package lucida.report;

import lucida.book.DerivativeStudy;

/**
 * The derivatives of one class's score by a layer, for one picture.
 *
 * @param stem what the picture's files are called
 * @param shown the picture
 * @param of the class
 * @param layer as the user named it
 * @param study its derivatives
 */
public record StudiedPicture(String stem, Shown shown, ClassScore of, String layer, DerivativeStudy study) {
  /** Which cells were asked for, and how many they are. */
  String part() {
    return "%s: %d of %d cells; saved arrays are NaN elsewhere".formatted(study.chosen(), study.chosen().count(), study.A().size());
  }

  /** How large a derivative is: "of S", or "divided by Y = exp(S)". */
  String scale() {
    return switch (study.score()) {
      case LOGIT -> "of Y = S";
      case EXP -> "divided by Y = exp(S)";
      case PROBABILITY -> "divided by Y = p, the probability";
    };
  }
}
