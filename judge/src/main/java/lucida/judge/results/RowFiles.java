package lucida.judge.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lucida.judge.Judgement;
import lucida.judge.Row;

/**
 * The judgements of all pictures: {@code per-picture.csv}, and the curves that some metrics make, {@code curves.csv}. Each picture adds its lines when it is
 * judged, in one piece. A run that was killed goes on behind the last picture that is surely whole: its files end in the same bytes as those of a run that
 * was not.
 *
 * <p>Numbers are written with as many digits as tell them from their neighbours. Where there is no value the flags say why: "left out: …".
 */
public final class RowFiles implements AutoCloseable {
  /** The judgements. */
  public static final String ROWS = "per-picture.csv";
  /** Their curves. */
  public static final String CURVES = "curves.csv";

  private static final List<String> HEADER = List.of("picture", "class", "method", "layer", "metric", "value", "flags");
  private static final List<String> CURVE_HEADER = List.of("picture", "class", "method", "layer", "metric", "curve");
  private static final String LEFT_OUT = "left out: ";

  private final CsvLog rows;
  private final CsvLog curves;

  private RowFiles(CsvLog rows, CsvLog curves) {
    this.rows = rows;
    this.curves = curves;
  }

  /** Begins both files; those that are there are replaced. */
  public static RowFiles begin(Path folder) throws IOException {
    return new RowFiles(CsvLog.begin(folder.resolve(ROWS), HEADER), CsvLog.begin(folder.resolve(CURVES), CURVE_HEADER));
  }

  /** Whether a folder holds what can be resumed. */
  public static boolean isIn(Path folder) {
    return Files.exists(folder.resolve(ROWS)) && Files.exists(folder.resolve(CURVES));
  }

  /**
   * Goes on with the files of a run that did not end. The last picture, which may lack lines, is judged again.
   *
   * @param earlier receives the rows of the other pictures, in their order
   * @throws IllegalArgumentException if the files are no such files; the message names the line
   */
  public static RowFiles resume(Path folder, Consumer<Row> earlier) throws IOException {
    Path file = folder.resolve(ROWS);
    long end = CsvLog.Reader.start(HEADER), curvesEnd = CsvLog.Reader.start(CURVE_HEADER);
    try (CsvLog.Reader of = new CsvLog.Reader(file, HEADER);
        CsvLog.Reader ofCurves = new CsvLog.Reader(folder.resolve(CURVES), CURVE_HEADER)) {
      while (of.hasNext()) {
        CsvLog.Group group = of.next();
        if (!of.hasNext()) break;
        Map<List<String>, List<Double>> points = new HashMap<>();
        if (ofCurves.isNext(group.picture())) {
          CsvLog.Group found = ofCurves.next();
          for (List<String> line : found.lines()) points.put(line.subList(0, 5), curve(line.getLast()));
          curvesEnd = found.end();
        }
        group.lines().forEach(line -> earlier.accept(row(file, line, points)));
        end = group.end();
      }
    }
    return new RowFiles(CsvLog.resume(file, end), CsvLog.resume(folder.resolve(CURVES), curvesEnd));
  }

  private static List<Double> curve(String text) {
    return Arrays.stream(text.split(" ", -1)).map(Double::parseDouble).toList();
  }

  private static Row row(Path file, List<String> line, Map<List<String>, List<Double>> curves) {
    String value = line.get(5), flags = line.getLast();
    try {
      Judgement judgement = value.isEmpty()
          ? Judgement.leftOut(flags.substring(LEFT_OUT.length()))
          : new Judgement.Value(Double.parseDouble(value), curves.getOrDefault(line.subList(0, 5), List.of()),
              flags.isEmpty() ? List.of() : List.of(flags));
      return new Row(line.getFirst(), Integer.parseInt(line.get(1)), line.get(2), line.get(3), line.get(4), judgement);
    } catch (NumberFormatException | StringIndexOutOfBoundsException e) {
      throw new IllegalArgumentException(file + ": the line '" + String.join(",", line) + "' was not written by 'lucida evaluate'",
          e);
    }
  }

  /** Adds all rows of a picture. */
  public void add(List<Row> picture) throws IOException {
    curves.append(picture.stream().flatMap(RowFiles::curveLine).toList());
    rows.append(picture.stream().map(RowFiles::line).toList());
  }

  private static List<String> key(Row row) {
    return List.of(row.picture(), String.valueOf(row.explained()), row.method(), row.layer(), row.metric());
  }

  private static List<String> line(Row row) {
    return switch (row.judgement()) {
      case Judgement.Value(double value, var _, List<String> flags) ->
        with(key(row), String.valueOf(value), String.join("; ", flags));
      case Judgement.LeftOut(String reason) -> with(key(row), "", LEFT_OUT + reason);
    };
  }

  private static Stream<List<String>> curveLine(Row row) {
    if (!(row.judgement() instanceof Judgement.Value value) || value.curve().isEmpty()) return Stream.empty();
    return Stream.of(with(key(row), value.curve().stream().map(String::valueOf).collect(Collectors.joining(" "))));
  }

  private static List<String> with(List<String> key, String... more) {
    return Stream.concat(key.stream(), Arrays.stream(more)).toList();
  }

  @Override
  public void close() throws IOException {
    curves.close();
    rows.close();
  }
}
