package lucida.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import lucida.book.Notation;

/**
 * What is told to readers about a method.
 *
 * @param title what its paper calls it
 * @param paper authors, venue, year, number
 * @param words what it does, in a sentence or two
 * @param equations one a line, in the notation of the book, each with its tag of docs/equations.md
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
    SequencedMap<String, MethodText> all = new LinkedHashMap<>();
    for (String block : resource("methods.txt").strip().split("\n\n+", -1)) {
      String[] lines = block.split("\n", -1);
      all.put(lines[0],
          new MethodText(lines[1], lines[2], lines[3], Arrays.stream(lines, 4, lines.length).map(MethodText::equation).toList()));
    }
    return all;
  }

  private static Equation equation(String line) {
    String[] parts = line.substring(1).strip().split("\\s+\\[", 2);
    return new Equation(new Notation(parts[0]), parts.length == 1 ? "" : parts[1].replace("]", ""));
  }

  /** A text file beside this class. */
  static String resource(String name) {
    try (InputStream in = MethodText.class.getResourceAsStream(name)) {
      if (in == null) throw new IllegalStateException(name + " is missing in this room");
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
