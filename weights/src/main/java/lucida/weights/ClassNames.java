package lucida.weights;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import lucida.core.PlainText;
import lucida.layers.Names;

/**
 * The names of a network's classes, in the order of its scores.
 *
 * @param source what they come from, for people: a file name
 * @param classes each at the place of its index
 */
public record ClassNames(String source, List<ClassName> classes) {
  private static final int LISTED = 10;

  /** Checks that every class is at its place. */
  public ClassNames {
    classes = List.copyOf(classes);
    for (int i = 0; i < classes.size(); i++)
      if (classes.get(i).index() != i) throw new WeightsException(source + ": class " + classes.get(i) + " is at place " + i);
  }

  /** How many there are. */
  public int size() { return classes.size(); }

  /** The class of this index. */
  public ClassName get(int index) { return classes.get(index); }

  /**
   * These names, if there is one for each score.
   *
   * @throws WeightsException if there are more or fewer
   */
  public ClassNames checkedFor(int scores) {
    if (size() != scores)
      throw new WeightsException(
          source + " names " + size() + " classes, from '" + PlainText.shortened(classes.getFirst().name(), 40)
              + "' on, and the network has " + scores + " scores");
    return this;
  }

  /**
   * Finds a class by its index; by its name or id, first exactly, then ignoring case; by one of its
   * synonyms; by a whole word of its name; by a prefix of one of its names. The first of these that finds a class decides.
   *
   * @throws IllegalArgumentException if none is found, naming similar ones, or several are, listing them
   */
  public ClassName find(String text) {
    String asked = text.strip();
    if (asked.isEmpty()) throw new IllegalArgumentException("a class has a name or a number, and this is empty");
    if (asked.matches("\\d+") || asked.matches("-\\d+") && classes.stream().noneMatch(c -> c.is(asked))) return numbered(asked);
    List<Predicate<ClassName>> ways = List.of(c -> c.is(asked), c -> c.isIgnoringCase(asked), c -> c.hasSynonym(asked),
        c -> c.hasWord(asked), c -> c.begins(asked));
    for (Predicate<ClassName> way : ways) {
      List<ClassName> found = classes.stream().filter(way).toList();
      if (found.size() == 1) return found.getFirst();
      if (found.size() > 1)
        throw new IllegalArgumentException("'" + asked + "' may be " + listed(found) + "; say which by its number");
    }
    throw new IllegalArgumentException(source + " has no class '" + asked + "'; "
        + Names.suggestion(asked, classes.stream().flatMap(c -> c.synonyms().stream()).toList()));
  }

  private ClassName numbered(String digits) {
    if (digits.length() > 9 || Integer.parseInt(digits) < 0 || Integer.parseInt(digits) >= size())
      throw new IllegalArgumentException(
          "there is no class " + digits + ": " + source + " has " + size() + ", from 0 to " + (size() - 1));
    ClassName byNumber = classes.get(Integer.parseInt(digits));
    classes.stream().filter(c -> c.is(digits) && c.index() != byNumber.index()).findFirst().ifPresent(byName -> {
      throw new IllegalArgumentException(
          "'" + digits + "' may be class number " + byNumber.index() + ", or the class of that name, number "
              + byName.index() + "; leave the names of classes out to go by numbers");
    });
    return byNumber;
  }

  private static String listed(List<ClassName> found) {
    String first = found.stream().limit(LISTED).map(ClassName::toString).collect(Collectors.joining(", "));
    return found.size() > LISTED ? first + " and " + (found.size() - LISTED) + " more" : first;
  }
}
