package lucida.layers;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Formats names for messages, and finds those that may have been meant. */
public final class Names {
  private static final int SHOWN = 3;
  private static final int LISTED = 10;

  private Names() {}

  /** "'a', 'b' and 3 more": at most ten names, then a count; "none" if there are none. */
  public static String listed(Collection<String> names) {
    if (names.isEmpty()) return "none";
    String first = names.stream().limit(LISTED).map(name -> "'" + name + "'").collect(Collectors.joining(", "));
    return names.size() > LISTED ? first + " and " + (names.size() - LISTED) + " more" : first;
  }

  /** The name as a title: with a capital. */
  public static String capitalised(String name) {
    return name.isEmpty() ? name : Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }

  /**
   * "did you mean 'a', 'b' or 'c'?": the known names that contain the one asked for as a whole word, then those that contain it
   * otherwise, a letter more before others, else the last known first, which of the layers of a block is its output; then those that differ least from it,
   * by half of its letters at most. "known are 'a', 'b' and 7 more" where none is near.
   */
  public static String suggestion(String asked, List<String> known) {
    Pattern word = Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(asked) + "(?![\\p{L}\\p{N}])");
    List<String> names = known.stream().distinct().toList();
    Predicate<String> contains = name -> !asked.isEmpty() && name.contains(asked);
    Stream<String> near = Stream.concat(
        names.reversed().stream().filter(contains)
            .sorted(
                Comparator.comparing((String name) -> !word.matcher(name).find()).thenComparing(name -> distance(asked, name) > 1)),
        names.stream().filter(contains.negate()).filter(name -> distance(asked, name) <= Math.max(1, asked.length() / 2))
            .sorted(Comparator.comparingInt(name -> distance(asked, name))));
    List<String> shown = near.limit(SHOWN).map(name -> "'" + name + "'").toList();
    if (shown.isEmpty()) return "known are " + listed(names);
    int last = shown.size() - 1;
    return "did you mean " + (last < 1 ? "" : String.join(", ", shown.subList(0, last)) + " or ") + shown.getLast() + "?";
  }

  /** How many letters have to be put in, left out, changed or exchanged with their neighbour: the edit distance, row by row. */
  static int distance(String a, String b) {
    int[][] rows = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++)
      for (int j = 0; j <= b.length(); j++)
        rows[i][j] = i == 0 || j == 0 ? i + j : Math.min(exchanged(a, b, i, j, rows), step(a, b, i, j, rows));
    return rows[a.length()][b.length()];
  }

  private static int step(String a, String b, int i, int j, int[][] rows) {
    return Math.min(Math.min(rows[i - 1][j], rows[i][j - 1]) + 1,
        rows[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1));
  }

  private static int exchanged(String a, String b, int i, int j, int[][] rows) {
    boolean isExchange = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return isExchange ? rows[i - 2][j - 2] + 1 : Integer.MAX_VALUE;
  }
}
