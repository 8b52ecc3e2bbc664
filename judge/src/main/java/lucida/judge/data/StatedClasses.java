package lucida.judge.data;

import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lucida.layers.Names;

/**
 * The classes that a file of labels speaks of: as many as its highest number says, where it has numbers; else its names in alphabetical order.
 *
 * @param names of the classes, class 0 first
 */
public record StatedClasses(List<String> names) implements ClassLookup {
  private static final int MOST = 100_000;

  /** The list is kept as it is now. */
  public StatedClasses {
    names = List.copyOf(names);
  }

  /**
   * Of CSV with the header {@code file,class_index}.
   *
   * @throws DataException if it cannot be read, or speaks of fewer than two classes or of more than 100,000
   */
  public static StatedClasses of(Path labels) throws DataException {
    SortedSet<String> stated = new TreeSet<>();
    for (CsvTable.CsvLine line : CsvTable.read(labels, LabelFile.COLUMNS)) stated.add(line.text("class_index"));
    boolean numbered = stated.stream().allMatch(text -> text.matches("\\d{1,9}"));
    long classes = numbered ? stated.stream().mapToLong(Long::parseLong).max().orElse(-1) + 1 : stated.size();
    if (stated.size() < 2)
      throw new DataException(labels + " speaks of " + (stated.isEmpty() ? "no class" : "one class, " + stated.first())
          + ": to tell classes apart there must be two");
    if (classes > MOST) throw new DataException(labels + " speaks of " + classes + " classes: it may be " + MOST);
    Stream<String> all = numbered ? IntStream.range(0, (int) classes).mapToObj(String::valueOf) : stated.stream();
    return new StatedClasses(all.toList());
  }

  @Override
  public int index(String text) {
    String asked = text.matches("0+\\d+") ? text.replaceFirst("^0+(?=\\d)", "") : text;
    int at = names.indexOf(asked);
    if (at < 0) throw new IllegalArgumentException("there is no class '" + text + "'; " + Names.suggestion(text, names));
    return at;
  }
}
