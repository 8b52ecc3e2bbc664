package lucida.layers;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Names as messages list them, and those that somebody may have meant. */
public final class Names {
  private static final int SHOWN = 6;
  private static final int LISTED = 10;

  private Names() {}

  /** "'a', 'b' and 3 more": at most ten names, then a count; "none" if there are none. */
  public static String listed(Collection<String> names) {
    if (names.isEmpty()) return "none";
    String first = names.stream().limit(LISTED).map(name -> "'" + name + "'").collect(Collectors.joining(", "));
    return names.size() > LISTED ? first + " and " + (names.size() - LISTED) + " more" : first;
  }

  /** "near it are 'a', 'b', 'c'": the known names that contain the one asked for, then those that differ least from it. */
  public static String nearest(String asked, List<String> known) {
    Comparator<String> containing = Comparator.comparing(name -> asked.isEmpty() || !name.contains(asked));
    return known.stream().distinct().sorted(containing.thenComparingInt(name -> distance(asked, name))).limit(SHOWN)
        .map(name -> "'" + name + "'")
        .collect(Collectors.joining(", ", "near it are ", ""));
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
