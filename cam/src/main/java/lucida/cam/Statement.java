package lucida.cam;

import java.util.List;

/**
 * What a method states of itself: to readers of its maps, and to the test that compares it with its Javadoc.
 *
 * @param title what its paper calls it
 * @param paper authors, venue, year, number
 * @param words what it does, in a sentence or two
 * @param equations in the notation of the book of equations: {@code [GC 1]} for one of docs/equations.md, a formula that is the method's
 *     own, or such a formula with the tag that it belongs to behind it
 */
public record Statement(String title, String paper, String words, List<String> equations) {
  /** Keeps the equations as they are now. */
  public Statement {
    equations = List.copyOf(equations);
  }

  /** With its equations in the order in which they are applied. */
  public Statement(String title, String paper, String words, String... equations) {
    this(title, paper, words, List.of(equations));
  }
}
