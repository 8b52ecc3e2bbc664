package lucida.judge.results;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The tables of an evaluation, each a CSV file, and what their columns hold. */
public enum ResultTable {
  /** All judgements. */
  PER_PICTURE(text("picture"), whole("class"), text("method"), text("layer"), text("metric"), number("value"), text("flags")),
  /** The curves that some of them are made from. */
  CURVES(text("picture"), whole("class"), text("method"), text("layer"), text("metric"), new Field("curve", Kind.NUMBERS)),
  /** Which pictures were judged. */
  PICTURES(text("picture"), text("judged"), text("notes")),
  /** All methods by all metrics. */
  SUMMARY(text("method"), text("layer"), text("metric"), number("value"), number("low"), number("high"), whole("n"),
      whole("left_out"), text("reasons")),
  /** Every two methods by all metrics. */
  PAIRS(text("metric"), text("method_a"), text("layer_a"), text("method_b"), text("layer_b"), number("difference"), number("low"),
      number("high"), number("p"), number("win_a"), whole("n"));

  private final List<Field> fields;

  ResultTable(Field... fields) {
    this.fields = List.of(fields);
  }

  /** What a column holds. */
  public enum Kind {
    /** Text, which may be empty. */
    TEXT,
    /** A whole number. */
    WHOLE,
    /** A number in float64, or nothing. */
    NUMBER,
    /** Numbers in float64, with blanks between. */
    NUMBERS
  }

  /** A column. */
  public record Field(String name, Kind kind) {}

  /** Receives the fields of a line. */
  @FunctionalInterface
  public interface Lines {
    /** Takes one, in the order of the columns. */
    void take(List<String> line) throws IOException;
  }

  private static Field text(String name) { return new Field(name, Kind.TEXT); }

  private static Field whole(String name) { return new Field(name, Kind.WHOLE); }

  private static Field number(String name) { return new Field(name, Kind.NUMBER); }

  /** The columns. */
  public List<Field> fields() { return fields; }

  /** The names of the columns. */
  List<String> header() { return fields.stream().map(Field::name).toList(); }

  /** "per-picture". */
  public String title() { return name().toLowerCase(Locale.ROOT).replace('_', '-'); }

  /** Its CSV file in the folder of an evaluation. */
  public Path csv(Path folder) { return folder.resolve(title() + ".csv"); }

  /**
   * Reads it line by line; of however many lines those of one picture are kept.
   *
   * @throws IllegalArgumentException if it is no such file; the message names it
   */
  public void read(Path folder, Lines to) throws IOException {
    try (CsvLog.Reader reader = new CsvLog.Reader(csv(folder), header())) {
      while (reader.hasNext()) for (List<String> line : reader.next().lines()) to.take(line);
    }
  }

  /** The numbers of a field. */
  public static List<Double> numbers(String field) {
    return Arrays.stream(field.split(" ", -1)).map(Double::parseDouble).toList();
  }
}
