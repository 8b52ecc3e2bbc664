package lucida.judge.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lucida.judge.Judgement;
import lucida.judge.Row;

/**
 * The judgements of all pictures: {@code per-picture.csv}; the curves that some metrics make: {@code curves.csv}; and which pictures were judged:
 * {@code pictures.csv}. Each picture adds its lines when it is judged, to the last of these files last. A run that was killed goes on behind the last
 * picture that is named there: its files end in the same bytes as those of a run that was not.
 *
 * <p>Numbers are written with as many digits as tell them from their neighbours. Where there is no value the flags say why: "left out: …".
 */
public final class RowFiles implements AutoCloseable {
  private static final List<ResultTable> TABLES = List.of(ResultTable.PER_PICTURE, ResultTable.CURVES, ResultTable.PICTURES);
  private static final int KEYS = 5;
  private static final String LEFT_OUT = "left out: ";
  private static final String JUDGED = "yes";
  private static final String NOT_JUDGED = "no";

  private final CsvLog rows;
  private final CsvLog curves;
  private final CsvLog pictures;

  private RowFiles(CsvLog rows, CsvLog curves, CsvLog pictures) {
    this.rows = rows;
    this.curves = curves;
    this.pictures = pictures;
  }

  /** Is told what a run that did not end had found. */
  public interface Earlier {
    /** Takes a row of a picture. */
    void row(Row row);

    /** Takes a picture that is done, after its rows, with what had to be said of it. */
    void picture(String name, boolean isJudged, String notes);
  }

  /** Begins the files; those that are there are replaced. */
  public static RowFiles begin(Path folder) throws IOException {
    return new RowFiles(begin(ResultTable.PER_PICTURE, folder), begin(ResultTable.CURVES, folder),
        begin(ResultTable.PICTURES, folder));
  }

  private static CsvLog begin(ResultTable table, Path folder) throws IOException {
    return CsvLog.begin(table.csv(folder), table.header());
  }

  /** Whether a folder holds what can be resumed. */
  public static boolean areIn(Path folder) {
    return TABLES.stream().allMatch(table -> Files.exists(table.csv(folder)));
  }

  /** Deletes the files. */
  public static void delete(Path folder) throws IOException {
    for (ResultTable table : TABLES) Files.deleteIfExists(table.csv(folder));
  }

  /**
   * Goes on with the files of a run that did not end.
   *
   * @param earlier is told what they hold, in their order
   * @throws IllegalArgumentException if they are no such files; the message names the file
   */
  public static RowFiles resume(Path folder, Earlier earlier) throws IOException {
    Path ofRows = ResultTable.PER_PICTURE.csv(folder), ofCurves = ResultTable.CURVES.csv(folder),
        ofPictures = ResultTable.PICTURES.csv(folder);
    try (CsvLog.Reader rows = new CsvLog.Reader(ofRows, ResultTable.PER_PICTURE.header());
        CsvLog.Reader curves = new CsvLog.Reader(ofCurves, ResultTable.CURVES.header());
        CsvLog.Reader pictures = new CsvLog.Reader(ofPictures, ResultTable.PICTURES.header())) {
      while (pictures.hasNext()) {
        List<String> line = pictures.next().lines().getFirst();
        String picture = line.getFirst();
        Map<List<String>, List<Double>> points = new HashMap<>();
        if (curves.isNext(picture))
          for (List<String> curve : curves.next().lines()) points.put(curve.subList(0, KEYS), ResultTable.numbers(curve.getLast()));
        boolean isJudged = line.get(1).equals(JUDGED);
        if (isJudged && !rows.isNext(picture)) throw new IllegalArgumentException(ofRows + " lacks the rows of " + picture);
        if (isJudged) rows.next().lines().forEach(row -> earlier.row(row(ofRows, row, points)));
        earlier.picture(picture, isJudged, line.getLast());
      }
      return new RowFiles(CsvLog.resume(ofRows, rows.taken()), CsvLog.resume(ofCurves, curves.taken()),
          CsvLog.resume(ofPictures, pictures.taken()));
    }
  }

  private static Row row(Path file, List<String> line, Map<List<String>, List<Double>> curves) {
    String value = line.get(5), flags = line.getLast();
    try {
      Judgement judgement = value.isEmpty()
          ? Judgement.leftOut(flags.substring(LEFT_OUT.length()))
          : new Judgement.Value(Double.parseDouble(value), curves.getOrDefault(line.subList(0, KEYS), List.of()),
              flags.isEmpty() ? List.of() : List.of(flags));
      return new Row(line.getFirst(), Integer.parseInt(line.get(1)), line.get(2), line.get(3), line.get(4), judgement);
    } catch (NumberFormatException | StringIndexOutOfBoundsException e) {
      throw new IllegalArgumentException(file + ": the line '" + String.join(",", line) + "' was not written by 'lucida evaluate'",
          e);
    }
  }

  /** Adds a picture that was judged. */
  public void add(String picture, List<Row> judged, List<String> notes) throws IOException {
    curves.append(judged.stream().flatMap(RowFiles::curveLine).toList());
    rows.append(judged.stream().map(RowFiles::line).toList());
    pictures.append(List.of(List.of(picture, JUDGED, joined(notes))));
  }

  /** Adds a picture that could not be judged. */
  public void leaveOut(String picture, String reason) throws IOException {
    pictures.append(List.of(List.of(picture, NOT_JUDGED, joined(List.of(reason)))));
  }

  private static String joined(List<String> notes) { return String.join("; ", notes).replaceAll("\\p{Cntrl}", " "); }

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
    pictures.close();
  }
}
