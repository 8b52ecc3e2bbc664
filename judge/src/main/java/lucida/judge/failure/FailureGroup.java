package lucida.judge.failure;

import java.util.Locale;

/** Why a picture is classified wrongly. */
public enum FailureGroup {
  /** What speaks for the wrong class is the object itself. */
  AMBIGUITY("on the object itself: it looks like both"),
  /** Another object of the picture. */
  SEVERAL("on another object: there are several things in the picture"),
  /** None of its objects. */
  BACKGROUND("on the background: a shortcut"),
  /** It is not on the object, or without objects not where what speaks for the true class is; and nobody says where other objects are. */
  ELSEWHERE("elsewhere: another thing, or a shortcut; boxes or masks of every object would tell");

  private final String words;

  FailureGroup(String words) { this.words = words; }

  /** Where the map of the predicted class lies. */
  public String words() { return words; }

  @Override
  public String toString() { return name().toLowerCase(Locale.ROOT); }
}
