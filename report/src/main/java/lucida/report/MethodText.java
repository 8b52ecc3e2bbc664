package lucida.report;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import lucida.book.Book;
import lucida.book.Notation;

/**
 * What is told to readers about a method.
 *
 * @param title what its paper calls it
 * @param paper authors, venue, year, number
 * @param words what it does, in a sentence or two
 * @param equations those of the book by their tags, and the method's own
 */
public record MethodText(String title, String paper, String words, List<Equation> equations) {
  /** An equation with its tag; the tag is empty where the equation has none. */
  public record Equation(Notation formula, String tag) {}

  private static final Map<String, MethodText> ALL = all();

  /** Of a method by its name; a method that is not described is called by its name. */
  public static MethodText of(String method) {
    return Optional.ofNullable(ALL.get(method)).orElseGet(() -> new MethodText(method, "", "", List.of()));
  }

  /** The names of the methods that are described. */
  public static List<String> names() { return List.copyOf(ALL.keySet()); }

  /** Blocks of lines with an empty line between: name, title, paper, words, and equations that begin with "=". */
  private static SequencedMap<String, MethodText> all() {
    Map<String, Notation> book = Book.statements();
    SequencedMap<String, MethodText> all = new LinkedHashMap<>();
    for (String block : Html.resource("methods.txt").strip().split("\n\n+", -1)) {
      String[] lines = block.split("\n", -1);
      all.put(lines[0],
          new MethodText(lines[1], lines[2], lines[3],
              Arrays.stream(lines, 4, lines.length).map(line -> equation(line, book)).toList()));
    }
    return all;
  }

  /** {@code = [GC 1]} is that equation of the book; {@code = formula [GC 1]} is the method's own and belongs to that tag. */
  private static Equation equation(String line, Map<String, Notation> book) {
    String[] parts = line.substring(1).strip().split("\\s*\\[(?=[A-Z]+ \\d+\\]$)", 2);
    String tag = parts.length == 1 ? "" : parts[1].replace("]", "");
    return new Equation(parts[0].isEmpty() ? Objects.requireNonNull(book.get(tag), tag) : new Notation(parts[0]), tag);
  }
}
