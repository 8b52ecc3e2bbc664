package lucida.book;

import java.util.List;

/**
 * A section of the book.
 *
 * @param title as in docs/equations.md
 * @param source the paper
 * @param equations in their order
 */
public record Section(String title, String source, List<Equation> equations) {
  /** Copies the list. */
  public Section {
    equations = List.copyOf(equations);
  }
}
