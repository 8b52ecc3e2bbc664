package lucida.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lucida.cam.Progress;
import lucida.files.WholeFile;
import lucida.judge.Evaluation;
import lucida.judge.JudgedPicture;
import lucida.judge.LabelledPicture;
import lucida.judge.Metric;
import lucida.judge.Row;
import lucida.judge.data.DataException;
import lucida.judge.data.PictureSource;
import lucida.judge.data.SourcedPicture;
import lucida.judge.results.ConvertedTables;
import lucida.judge.results.ResultTable;
import lucida.judge.results.RowFiles;
import lucida.judge.results.SummaryFiles;
import lucida.judge.results.SummaryTable;
import lucida.judge.statistics.Column;
import lucida.judge.statistics.Columns;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * A run of evaluations over the pictures of a source. A picture that cannot be judged is named in the files and left out; nothing of a picture is kept but its
 * judgements.
 */
final class EvaluationRun {
  /** What was asked for, so that a run is resumed with the same. */
  static final String SETTINGS = "evaluation.json";
  /** The other format of tables than CSV. */
  static final String PARQUET = "parquet";
  /** Of how many pictures one has to be readable for the cost to be known beforehand. */
  private static final int LOOKED_AT = 32;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final PictureSource source;
  private final List<Evaluation> evaluations;
  private final SequencedMap<String, String> facts;
  private final Columns columns;
  private final List<Metric> metrics;
  private final List<String> beforehand;
  private final NetworkTime network;
  private final int threads;
  private final List<String> leftOut = new ArrayList<>();
  private final SequencedMap<String, Integer> notes = new LinkedHashMap<>();
  private int done;
  private int judged;
  private long forwards;
  private double seconds;
  private double networkSeconds;

  /**
   * A run.
   *
   * @param evaluations each judges every picture
   * @param beforehand what has to be said of metrics, a sentence each
   * @param facts what was asked for
   * @param network runs their programs
   * @param threads how many pictures are judged at once
   */
  EvaluationRun(PictureSource source, List<Evaluation> evaluations, List<Metric> metrics, List<String> beforehand,
      SequencedMap<String, String> facts, NetworkTime network, int threads) {
    this.source = source;
    this.evaluations = List.copyOf(evaluations);
    this.columns = new Columns(metrics);
    this.metrics = List.copyOf(metrics);
    this.beforehand = List.copyOf(beforehand);
    this.facts = facts;
    this.network = network;
    this.threads = threads;
  }

  /**
   * Judges all pictures, or those that a run in this folder that did not end had not judged.
   *
   * @throws IllegalArgumentException if there is nothing to resume, if it was a run of something else, or if a run that did not end would be lost
   * @throws CancellationException if it is interrupted; it can be resumed
   */
  void judge(Path folder, boolean resume, Progress progress) throws IOException {
    checkFolder(folder, resume);
    double before = network.seconds();
    try (RowFiles files = resume ? resumed(folder) : begun(folder);
        InOrder<Judged> pictures = new InOrder<>(threads, done, source.count(), this::judged)) {
      progress.report(done, source.count());
      for (; done < source.count(); progress.report(done, source.count())) {
        write(pictures.next(), files);
        done++;
      }
      networkSeconds = network.seconds() - before;
    } catch (CancellationException e) {
      throw (CancellationException) new CancellationException(
          "interrupted after " + done + " of " + source.count() + " pictures; --resume goes on from there").initCause(e);
    }
  }

  private static void checkFolder(Path folder, boolean resume) {
    if (resume && !RowFiles.areIn(folder) && converted(folder).areThere())
      throw new IllegalArgumentException(
          "--resume: the evaluation in " + folder + " has ended, and its tables are Parquet files: there is nothing to go on with");
    boolean begun = RowFiles.areIn(folder), ended = Files.exists(folder.resolve(SummaryFiles.LAST));
    if (resume && !begun) throw new IllegalArgumentException("--resume: " + folder + " holds no evaluation");
    if (!resume && begun && !ended)
      throw new IllegalArgumentException(
          folder + " holds an evaluation that did not end: add --resume to go on with it, or delete it");
  }

  private RowFiles begun(Path folder) throws IOException {
    Files.deleteIfExists(folder.resolve(SummaryFiles.LAST));
    converted(folder).delete();
    WholeFile.write(folder.resolve(SETTINGS), JSON.writerWithDefaultPrettyPrinter().writeValueAsString(facts) + "\n");
    return RowFiles.begin(folder);
  }

  /** The tables of a run that ended, in another format than CSV. */
  static ConvertedTables converted(Path folder) {
    return new ConvertedTables(folder, PARQUET);
  }

  /** Deletes the files of a run that found nothing, so that the next one can begin. */
  static void delete(Path folder) throws IOException {
    RowFiles.delete(folder);
    Files.deleteIfExists(folder.resolve(SETTINGS));
  }

  private RowFiles resumed(Path folder) throws IOException {
    checkSettings(folder.resolve(SETTINGS));
    RowFiles files = RowFiles.resume(folder, new RowFiles.Earlier() {
      private final List<Row> rows = new ArrayList<>();

      @Override
      public void row(Row row) {
        rows.add(row);
        columns.add(row);
      }

      @Override
      public void picture(String name, boolean isJudged, String said) {
        if (done >= source.count() || !name.equals(source.name(done)))
          throw new IllegalArgumentException(
              folder + " holds an evaluation of other pictures: its picture " + done + " is " + name);
        if (isJudged) checkWhole(folder, name, rows);
        rows.clear();
        take(name, isJudged, said);
        done++;
      }
    });
    Files.deleteIfExists(folder.resolve(SummaryFiles.LAST));
    return files;
  }

  /** What a row is about. */
  private record Key(int explained, Evaluation.Place place, String metric) {
    static Key of(Row row) { return new Key(row.explained(), new Evaluation.Place(row.method(), row.layer()), row.metric()); }

    @Override
    public String toString() { return "class " + explained + ", " + place.method() + " at " + place.layer() + ", " + metric; }
  }

  /** Rows are lost where somebody changed the file: of each class every map is judged by every metric. */
  private void checkWhole(Path folder, String picture, List<Row> rows) {
    Set<Key> found = rows.stream().map(Key::of).collect(Collectors.toSet());
    List<Integer> explained = rows.stream().map(Row::explained).distinct().toList();
    for (Evaluation evaluation : evaluations)
      for (int c : explained)
        for (Evaluation.Place place : evaluation.places())
          for (Metric metric : metrics)
            if (!found.contains(new Key(c, place, metric.name())))
              throw new IllegalArgumentException(
                  "--resume: " + ResultTable.PER_PICTURE.csv(folder) + " lacks a row of " + picture + ": "
                      + new Key(c, place, metric.name()));
    int more = rows.size() - found.size();
    if (more > 0)
      throw new IllegalArgumentException(
          "--resume: " + ResultTable.PER_PICTURE.csv(folder) + " has " + more + " rows of " + picture + " twice");
  }

  private void checkSettings(Path file) {
    SequencedMap<String, String> before;
    try {
      before = JSON.readValue(Files.readString(file), new TypeReference<LinkedHashMap<String, String>>() {});
    } catch (IOException | JacksonException e) {
      throw new IllegalArgumentException("--resume: " + file + ", which says what was asked for, cannot be read", e);
    }
    SequencedMap<String, String> all = new LinkedHashMap<>(facts);
    before.forEach(all::putIfAbsent);
    for (String key : all.keySet()) {
      String was = before.getOrDefault(key, "nothing"), is = facts.getOrDefault(key, "nothing");
      if (!was.equals(is))
        throw new IllegalArgumentException("--resume: the evaluation was begun with " + key + " " + was + ", not " + is);
    }
  }

  /** What is found about a picture, or why it is left out. */
  private sealed interface Judged {
    record Rows(List<Row> rows, List<String> notes, long forwards, double seconds) implements Judged {}

    record LeftOut(String reason) implements Judged {}
  }

  /** Judges a picture; several threads do so at once. */
  private Judged judged(int i) {
    long start = System.nanoTime();
    List<String> said = new ArrayList<>();
    try {
      SourcedPicture picture = source.get(i);
      said.addAll(picture.notes()); // a box that was left out may be the reason
      List<JudgedPicture> found = evaluations.stream().map(evaluation -> evaluation.of(picture.picture())).toList();
      return new Judged.Rows(found.stream().flatMap(judgements -> judgements.rows().stream()).toList(), picture.notes(),
          found.stream().mapToLong(JudgedPicture::forwards).sum(), (System.nanoTime() - start) / 1e9);
    } catch (CancellationException e) {
      throw e;
    } catch (DataException | RuntimeException e) {
      said.addFirst(e.getMessage() == null ? e.toString() : e.getMessage());
      return new Judged.LeftOut(String.join("; ", said));
    }
  }

  private void write(Judged picture, RowFiles files) throws IOException {
    String name = source.name(done);
    switch (picture) {
      case Judged.LeftOut(String reason) -> {
        files.leaveOut(name, reason);
        take(name, false, reason);
      }
      case Judged.Rows(var rows, var said, long ran, double took) -> {
        forwards += ran;
        seconds += took;
        files.add(name, rows, said);
        rows.forEach(columns::add);
        take(name, true, String.join("; ", said));
      }
    }
  }

  private void take(String name, boolean isJudged, String said) {
    if (isJudged) {
      judged++;
      if (!said.isEmpty()) notes.merge(said, 1, Integer::sum);
    } else leftOut.add(said.contains(name) ? said : name + ": " + said);
  }

  /** How many pictures there are. */
  int pictures() { return source.count(); }

  /** What the run will cost, before it begins, and what it leaves out to cost no more; a sentence each. */
  List<String> plan() {
    List<Evaluation.Cost> costs = readable().stream()
        .flatMap(picture -> evaluations.stream().map(evaluation -> evaluation.cost(picture)))
        .toList();
    long contenders = evaluations.stream().mapToLong(evaluation -> evaluation.places().size()).sum();
    String size = String.format(Locale.ROOT, "%,d %s, %d %s, %d %s", source.count(), source.count() == 1 ? "picture" : "pictures",
        contenders, contenders == 1 ? "method" : "methods and controls", metrics.size(),
        metrics.size() == 1 ? "metric" : "metrics");
    long runs = costs.stream().mapToLong(Evaluation.Cost::runs).sum();
    String cost = costs.isEmpty()
        ? ""
        : String.format(Locale.ROOT, ": at most about %,d passes of the network", source.count() * runs);
    List<String> bounded = costs.stream().flatMap(of -> of.bounded().stream()).distinct().toList();
    return Stream.concat(Stream.of(size + cost), bounded.isEmpty() ? Stream.empty() : Stream.of(bounded(bounded))).toList();
  }

  /** The first of the first pictures that can be read; why others cannot is said when they are judged. */
  private Optional<LabelledPicture> readable() {
    return IntStream.range(0, Math.min(LOOKED_AT, source.count())).mapToObj(i -> source.read(i, _ -> {}))
        .flatMap(Optional::stream).findFirst();
  }

  private static String bounded(List<String> methods) {
    return "of methods that run the network often, metrics that explain again have no value, unless they are asked for by name ("
        + String.join(", ", methods) + ")";
  }

  /** How many pictures were judged, by this run or the one it resumed. */
  int judged() { return judged; }

  /** A sentence for each picture that was left out. */
  List<String> leftOut() { return leftOut; }

  /** What had to be said of metrics, of the source, and of pictures, with how often. */
  List<String> notes() {
    List<String> all = new ArrayList<>(beforehand);
    all.addAll(source.notes());
    new TreeMap<>(notes).forEach((note, count) -> all.add(count + (count == 1 ? " picture: " : " pictures: ") + note));
    return all;
  }

  /** How many pictures the network was run on for the metrics, and what part of the time its programs took; of the pictures of this run alone. */
  String work() {
    return seconds == 0
        ? "nothing was left to judge"
        : String.format(Locale.ROOT, "%s for the metrics; %.0f %% of the time was the network's, maps included",
            forwards == 0 ? "no forward pass" : String.format(Locale.ROOT, "%,d forward passes", forwards),
            100 * networkSeconds / seconds);
  }

  /**
   * All methods by all metrics.
   *
   * @param withoutEmpty whether what has no value for any picture is passed over
   */
  SummaryTable table(boolean withoutEmpty, long seed) {
    return SummaryTable.of(facts, columns.columns().stream().filter(column -> !withoutEmpty || column.n() > 0).toList(), seed);
  }

  /** The metrics that have no value for any picture, and why not, a sentence each. */
  List<String> silent() {
    List<Column> all = columns.columns();
    return metrics.stream().flatMap(metric -> {
      List<Column> of = all.stream().filter(column -> column.metric().equals(metric)).toList();
      return of.stream().anyMatch(column -> column.n() > 0)
          ? Stream.empty()
          : Stream.of(metric.name() + " has no value for any picture: " + of.stream()
              .flatMap(column -> column.leftOut().keySet().stream()).distinct().collect(Collectors.joining("; ")));
    }).toList();
  }
}
