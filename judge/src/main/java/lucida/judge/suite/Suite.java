package lucida.judge.suite;

import java.util.List;

/**
 * A comparison of methods where the truth is known.
 *
 * @param name what it is called on the command line
 * @param title for people
 * @param idea why its numbers say something, a paragraph
 * @param parts a table each
 */
public record Suite(String name, String title, String idea, List<SuitePart> parts) {
  /** The list is kept as it is now, and the paragraph in one line. */
  public Suite {
    idea = idea.strip().replaceAll("\\s+", " ");
    parts = List.copyOf(parts);
  }
}
