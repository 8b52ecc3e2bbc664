package lucida.book;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A table of numbers.
 *
 * @param caption what they belong to, as in "channel 3, position (4, 5)"
 * @param columns a name for each column; one column without a name where there is one number a row
 * @param rows each with its name
 */
public record NumberTable(String caption, List<String> columns, List<Row> rows) {
  /** A name and its numbers. */
  public record Row(String name, List<Double> numbers) {}

  /** Checks that all rows are equally long. */
  public NumberTable {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    for (Row row : rows)
      if (row.numbers().size() != columns.size())
        throw new IllegalArgumentException("The row " + row + " must have one number for each of " + columns);
  }

  /** An empty table of one column without a name. */
  static NumberTable of(String caption) {
    return new NumberTable(caption, List.of(""), List.of());
  }

  /** An empty table. */
  static NumberTable of(String caption, String... columns) {
    return new NumberTable(caption, List.of(columns), List.of());
  }

  /** Appends a row. */
  NumberTable with(String name, double... numbers) {
    List<Row> more = new ArrayList<>(rows);
    more.add(new Row(name, Arrays.stream(numbers).boxed().toList()));
    return new NumberTable(caption, columns, more);
  }
}
