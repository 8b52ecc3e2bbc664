package lucida.report;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import lucida.book.Book;
import lucida.book.Notation;
import lucida.cam.Statement;

/**
 * An equation of a method.
 *
 * @param formula its formula
 * @param tag its number in docs/equations.md; empty where it has none
 */
public record StatedEquation(Notation formula, String tag) {
  private static final Map<String, Notation> BOOK = Book.statements();

  /** The equations that a method states: those of the book by their tags, and its own. */
  public static List<StatedEquation> of(Statement statement) {
    return statement.equations().stream().map(StatedEquation::read).toList();
  }

  private static StatedEquation read(String equation) {
    String[] parts = equation.split("\\s*\\[(?=[A-Z]+ \\d+\\]$)", 2);
    String tag = parts.length == 1 ? "" : parts[1].replace("]", "");
    return new StatedEquation(parts[0].isEmpty() ? Objects.requireNonNull(BOOK.get(tag), tag) : new Notation(parts[0]), tag);
  }

  /** Its lines as plain text, indented, its tag before the first. */
  public String text() {
    return (tag.isEmpty() ? "" : "  [" + tag + "]\n") + formula.text().indent(4).stripTrailing();
  }
}
