package lucida.layers;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names as messages list them, and those that somebody may have meant. */
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

  /**
   * "did you mean 'a', 'b' or 'c'?": the known names that contain the one asked for as a whole word, then those that contain it
   * otherwise, then those with the smallest edit distance to it. Of names that are equally near, the last known comes first: of the
   * layers of a block, its output.
   */
  public static String suggestion(String asked, List<String> known) {
    Comparator<String> order = Comparator.comparing(name -> asked.isEmpty() || !name.contains(asked));
    Pattern word = Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(asked) + "(?![\\p{L}\\p{N}])");
    List<String> near = known.reversed().stream().distinct()
        .sorted(order.thenComparing(name -> !word.matcher(name).find()).thenComparingInt(name -> distance(asked, name)))
        .limit(SHOWN).map(name -> "'" + name + "'").toList();
    int last = near.size() - 1;
    return "did you mean " + (last < 1 ? "" : String.join(", ", near.subList(0, last)) + " or ") + near.getLast() + "?";
  }

  /** How many letters have to be put in, left out or changed: the edit distance, row by row. */
  static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j < row.length; j++) row[j] = j;
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int above = row[j];
        row[j] = Math.min(Math.min(above, row[j - 1]) + 1, diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1));
        diagonal = above;
      }
    }
    return row[b.length()];
  }
}
