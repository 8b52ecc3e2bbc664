package lucida.scenes;

import java.util.List;

/**
 * A question about a scene with its answer.
 *
 * @param kind what is asked for
 * @param text "what is left of the cat ?"
 * @param answer one word
 * @param asked the objects that answer it, by their numbers: the cats of "how many cats are there ?"
 * @param mentioned the objects that it names and that do not answer it
 */
public record SceneQuestion(Kind kind, String text, String answer, List<Integer> asked, List<Integer> mentioned) {
  /** What is asked for. */
  public enum Kind {
    /** What colour an object is. */
    COLOUR,
    /** What is beside an object. */
    PLACE,
    /** How many there are. */
    NUMBER,
    /** Whether there is such an object. */
    PRESENCE
  }

  /** Copies the lists. */
  public SceneQuestion {
    asked = List.copyOf(asked);
    mentioned = List.copyOf(mentioned);
  }
}
