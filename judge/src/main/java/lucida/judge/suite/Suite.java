package lucida.judge.suite;

import java.util.List;
import lucida.scenes.SceneKind;

/**
 * A comparison of methods where the truth is known.
 *
 * @param name what it is called on the command line
 * @param title for people
 * @param idea why its numbers say something, a paragraph
 * @param training the scenes that its network is trained on
 * @param parts a table each
 */
public record Suite(String name, String title, String idea, SceneKind training, List<SuitePart> parts) {
  /** The list is kept as it is now. */
  public Suite {
    parts = List.copyOf(parts);
  }
}
