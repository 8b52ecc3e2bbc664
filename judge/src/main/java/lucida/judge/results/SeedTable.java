package lucida.judge.results;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lucida.judge.statistics.Interval;
import lucida.judge.statistics.Student;
import tools.jackson.databind.json.JsonMapper;

/**
 * What was measured of trainings from several seeds: means over seeds with the intervals of Student's t, and differences paired by seed.
 *
 * @param facts how it was measured, by name
 * @param rows a row for each seed, subject and metric
 * @param pairs of which subjects differences are taken: the first minus the second
 */
public record SeedTable(SequencedMap<String, String> facts, List<SeedRow> rows, List<Pair> pairs) {
  /** The metric of a training that came to no end: 100 if it diverged, else 0. It is counted, not averaged. */
  public static final String DIVERGED = "diverged";

  /** Metrics whose names begin so are losses; all others are shares in per cent, or their differences. */
  public static final String LOSS = "loss ";

  private static final double WHOLE = 100;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Two subjects, {@link SeedRow#subject}. */
  public record Pair(String a, String b) {
    @Override
    public String toString() { return a + " − " + b; }
  }

  /**
   * A metric of a subject, or of a difference.
   *
   * @param bySeed the values, in the order of the seeds
   * @param interval of the mean; NaN with one seed; of a share it ends at 0 and 100, and where all seeds are alike it is the exact one
   * @param seeds of the table
   */
  public record Measured(String subject, String metric, SequencedMap<Long, Double> bySeed, double mean, Interval interval,
      long seeds) {
    private static Measured of(String subject, String metric, SequencedMap<Long, Double> bySeed, long seeds) {
      return of(subject, metric, bySeed, 0, isAlike(bySeed), seeds);
    }

    /** A share, or a difference of shares, from a least number on; whether what it is made of hides by being alike how far other seeds may be. */
    private static Measured of(String subject, String metric, SequencedMap<Long, Double> bySeed, double least, boolean alike,
        long seeds) {
      double[] values = bySeed.values().stream().mapToDouble(v -> v).toArray();
      double mean = bySeed.values().stream().mapToDouble(v -> v).average().orElse(Double.NaN);
      Interval interval = Student.interval(values);
      if (isShare(metric) && values.length > 1)
        interval = alike ? Interval.unanimous(values[0], least, WHOLE, values.length) : interval.within(least, WHOLE);
      return new Measured(subject, metric, bySeed, mean, interval, seeds);
    }

    private static boolean isAlike(SequencedMap<Long, Double> bySeed) { return Set.copyOf(bySeed.values()).size() == 1; }

    private boolean isCount() { return metric.equals(DIVERGED); }

    /** "12.3", the mean; "2 of 5" of what is counted. */
    public String value() {
      return isCount() ? bySeed.values().stream().filter(v -> v > 0).count() + " of " + bySeed.size() : SummaryFiles.shown(mean);
    }

    /** "11.0" and "13.7"; none of what is counted or has one seed. */
    public List<String> range() {
      return isCount() || Double.isNaN(interval.low())
          ? List.of()
          : List.of(SummaryFiles.shown(interval.low()), SummaryFiles.shown(interval.high()));
    }

    /** "2 of 5 seeds" where some have no value; else nothing. */
    public String seedsText() {
      return bySeed.size() < seeds ? bySeed.size() + " of " + seeds + " seeds" : "";
    }

    /** "12.3 [11.0, 13.7]", and of how many seeds where some have no value. */
    String text() {
      return value() + (range().isEmpty() ? "" : " " + range()) + (seedsText().isEmpty() ? "" : " (" + seedsText() + ")");
    }
  }

  /** Lists are kept as they are now. */
  public SeedTable {
    facts = new LinkedHashMap<>(facts);
    rows = List.copyOf(rows);
    pairs = List.copyOf(pairs);
  }

  /** A metric with its unit, for the head of a table or an axis: "accuracy, %". */
  public static String titled(String metric) {
    return isShare(metric) ? metric + ", %" : metric;
  }

  private static boolean isShare(String metric) { return !metric.equals(DIVERGED) && !metric.startsWith(LOSS); }

  /** The metrics of networks, or of the maps of methods. */
  public List<String> metrics(boolean ofNetworks) {
    return rows.stream().filter(row -> row.method().isEmpty() == ofNetworks).map(SeedRow::metric).distinct().toList();
  }

  /** The networks, or the methods on each. */
  public List<String> subjects(boolean areNetworks) {
    return rows.stream().filter(row -> row.method().isEmpty() == areNetworks).map(SeedRow::subject).distinct().toList();
  }

  /** The pairs of networks, or of methods on each, of which both were asked for. */
  public List<Pair> pairs(boolean areNetworks) {
    List<String> subjects = subjects(areNetworks);
    return pairs.stream().filter(pair -> subjects.contains(pair.a()) && subjects.contains(pair.b())).toList();
  }

  /** A metric of a subject over all seeds, if it was measured. */
  public Optional<Measured> measured(String subject, String metric) {
    SequencedMap<Long, Double> bySeed = new LinkedHashMap<>();
    rows.stream().filter(row -> row.subject().equals(subject) && row.metric().equals(metric) && !Double.isNaN(row.value()))
        .forEach(row -> bySeed.put(row.seed(), row.value()));
    return bySeed.isEmpty() ? Optional.empty() : Optional.of(Measured.of(subject, metric, bySeed, seeds()));
  }

  private long seeds() { return rows.stream().mapToLong(SeedRow::seed).distinct().count(); }

  /** The difference of two subjects, over the seeds for which both are known; none of what is counted. */
  public Optional<Measured> difference(Pair pair, String metric) {
    if (metric.equals(DIVERGED)) return Optional.empty();
    return measured(pair.a(), metric).flatMap(a -> measured(pair.b(), metric).flatMap(b -> {
      SequencedMap<Long, Double> bySeed = new LinkedHashMap<>();
      a.bySeed().forEach((seed, value) -> {
        Double other = b.bySeed().get(seed);
        if (other != null) bySeed.put(seed, value - other);
      });
      return bySeed.isEmpty()
          ? Optional.empty()
          : Optional.of(Measured.of(pair.toString(), metric, bySeed, -WHOLE,
              Measured.isAlike(a.bySeed()) && Measured.isAlike(b.bySeed()), seeds()));
    }));
  }

  /** Every number. */
  public String csv() {
    Stream<List<String>> lines = rows.stream().map(
        row -> List.of(String.valueOf(row.seed()), row.network(), row.method(), row.metric(), SummaryFiles.number(row.value())));
    return Stream.concat(Stream.of(List.of("seed", "network", "method", "metric", "value")), lines).map(CsvLog::text)
        .collect(Collectors.joining());
  }

  /** A table of the networks, one of the methods, and one of the differences of each. */
  public String markdown() {
    List<String> tables = new ArrayList<>();
    for (boolean networks : List.of(true, false)) {
      tables.add(table(networks ? "network" : "network, method", subjects(networks), metrics(networks), this::measured));
      tables.add(table("difference", pairs(networks), metrics(networks), this::difference));
    }
    return tables.stream().filter(table -> !table.isEmpty()).collect(Collectors.joining("\n"));
  }

  /** Finds a number. */
  @FunctionalInterface
  private interface Lookup<T> {
    Optional<Measured> of(T what, String metric);
  }

  private static <T> String table(String title, List<T> whats, List<String> metrics, Lookup<T> lookup) {
    if (whats.isEmpty() || metrics.isEmpty()) return "";
    Stream<List<String>> head = Stream.of(
        Stream.concat(Stream.of(title), metrics.stream().map(SeedTable::titled)).toList(),
        Stream.concat(Stream.of("---"), metrics.stream().map(_ -> "---")).toList());
    Stream<List<String>> body = whats.stream().map(what -> Stream.concat(Stream.of(what.toString()),
        metrics.stream().map(metric -> lookup.of(what, metric).map(Measured::text).orElse("–"))).toList());
    return Stream.concat(head, body).map(cells -> cells.stream().collect(Collectors.joining(" | ", "| ", " |\n")))
        .collect(Collectors.joining());
  }

  /** For programs. */
  public String json() {
    SequencedMap<String, Object> all = new LinkedHashMap<>(facts);
    List<Object> results = new ArrayList<>(), differences = new ArrayList<>();
    for (boolean networks : List.of(true, false))
      for (String metric : metrics(networks)) {
        subjects(networks).forEach(subject -> measured(subject, metric).map(SeedTable::json).ifPresent(results::add));
        pairs.forEach(pair -> difference(pair, metric).map(SeedTable::json).ifPresent(differences::add));
      }
    all.put("results", results);
    all.put("differences", differences);
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n";
  }

  private static SequencedMap<String, Object> json(Measured measured) {
    SequencedMap<String, Object> said = new LinkedHashMap<>();
    said.put("of", measured.subject());
    said.put("metric", measured.metric());
    said.put("mean", measured.mean());
    if (!Double.isNaN(measured.interval().low()))
      said.put("interval", List.of(measured.interval().low(), measured.interval().high()));
    said.put("by seed", measured.bySeed());
    return said;
  }
}
