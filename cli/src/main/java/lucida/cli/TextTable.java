package lucida.cli;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows of cells, laid so that columns stand below each other. */
final class TextTable {
  private TextTable() {}

  /** A row may have fewer cells than others. */
  static String laid(List<List<String>> rows) {
    int columns = rows.stream().mapToInt(List::size).max().orElse(0);
    List<Integer> widths = IntStream.range(0, columns).mapToObj(
        c -> Collections.max(rows.stream().map(row -> c < row.size() ? row.get(c).length() : 0).toList())).toList();
    return rows.stream()
        .map(row -> IntStream.range(0, row.size()).mapToObj(c -> row.get(c) + " ".repeat(widths.get(c) - row.get(c).length()))
            .collect(Collectors.joining("  ")).stripTrailing())
        .collect(Collectors.joining(System.lineSeparator()));
  }
}
