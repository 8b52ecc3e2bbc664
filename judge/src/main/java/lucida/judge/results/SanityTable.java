package lucida.judge.results;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lucida.judge.sanity.SanityFindings;
import lucida.judge.sanity.SanityRow;
import lucida.judge.sanity.SanityTest;
import lucida.judge.statistics.Bootstrap;
import lucida.judge.statistics.Interval;
import lucida.judge.statistics.Pictures;
import tools.jackson.databind.json.JsonMapper;

/**
 * What sanity checks found, with means over pictures and their intervals.
 *
 * @param facts how it was found, by name
 * @param findings of all pictures
 * @param bootstrap of the intervals
 */
public record SanityTable(SequencedMap<String, String> facts, SanityFindings findings, Bootstrap bootstrap) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Lists are kept as they are now. */
  public SanityTable {
    facts = new LinkedHashMap<>(facts);
  }

  /**
   * A mean over pictures.
   *
   * @param layer what became random at this step
   * @param interval by the bootstrap
   * @param n how many pictures have a value
   */
  public record Mean(int step, String layer, double value, Interval interval, int n) {
    /** "0.12 [0.10, 0.14]". */
    public String text() {
      return SummaryFiles.shown(value) + " [" + SummaryFiles.shown(interval.low()) + ", " + SummaryFiles.shown(interval.high())
          + "]";
    }
  }

  /** The methods, in the order in which they were asked for. */
  public List<String> methods() {
    return findings.rows().stream().map(SanityRow::method).distinct().toList();
  }

  /** What a test measures. */
  public List<String> measures(SanityTest test) {
    return rows(test).map(SanityRow::measure).distinct().toList();
  }

  /** The tests that were made, without the map of another picture. */
  public List<SanityTest> tests() {
    return findings.rows().stream().map(SanityRow::test).distinct().filter(test -> test != SanityTest.ANOTHER_PICTURE).toList();
  }

  /** The layers that become random, step by step. */
  public List<String> layers(SanityTest test) {
    return rows(test).collect(Collectors.toMap(SanityRow::step, SanityRow::layer, (a, _) -> a, LinkedHashMap::new)).values()
        .stream().toList();
  }

  private Stream<SanityRow> rows(SanityTest test) { return findings.rows().stream().filter(row -> row.test() == test); }

  /** How a measure goes, step by step; a step without a value is passed over. */
  public List<Mean> course(String method, SanityTest test, String measure) {
    SequencedMap<Integer, List<SanityRow>> steps = rows(test)
        .filter(row -> row.method().equals(method) && row.measure().equals(measure) && !Double.isNaN(row.value()))
        .collect(Collectors.groupingBy(SanityRow::step, LinkedHashMap::new, Collectors.toList()));
    return steps.values().stream().map(this::mean).toList();
  }

  private Mean mean(List<SanityRow> rows) {
    double[] values = rows.stream().mapToDouble(SanityRow::value).toArray();
    double mean = rows.stream().mapToDouble(SanityRow::value).average().orElseThrow();
    return new Mean(rows.getFirst().step(), rows.getFirst().layer(), mean,
        Interval.of(bootstrap.means(Pictures.each(values.length), values)), values.length);
  }

  /** How alike maps of two pictures are, by a method. */
  public Optional<Mean> another(String method, String measure) {
    return course(method, SanityTest.ANOTHER_PICTURE, measure).stream().findFirst();
  }

  /** What to think of each method: nothing, where layers were not randomised from the scores down. */
  public List<SanityVerdict> verdicts() {
    return methods().stream().flatMap(method -> SanityVerdict.of(this, method).stream()).toList();
  }

  /** Every number. */
  public String csv() {
    Stream<List<String>> lines = findings.rows().stream().map(row -> List.of(row.picture(), String.valueOf(row.explained()),
        row.method(), row.test().title(), String.valueOf(row.step()), row.layer(), row.measure(),
        SummaryFiles.number(row.value())));
    return Stream.concat(Stream.of(List.of("picture", "class", "method", "test", "step", "layer", "measure", "value")), lines)
        .map(CsvLog::text).collect(Collectors.joining());
  }

  /** For programs. */
  public String json() {
    SequencedMap<String, Object> all = new LinkedHashMap<>(facts);
    all.put("verdicts", verdicts().stream().map(SanityVerdict::json).toList());
    List<Object> means = new ArrayList<>();
    for (SanityTest test : SanityTest.values())
      for (String measure : measures(test))
        for (String method : methods()) course(method, test, measure).forEach(mean -> means.add(json(method, test, measure, mean)));
    all.put("means", means);
    all.put("left out", findings.leftOut());
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n";
  }

  private static SequencedMap<String, Object> json(String method, SanityTest test, String measure, Mean mean) {
    SequencedMap<String, Object> said = new LinkedHashMap<>();
    said.put("method", method);
    said.put("test", test.title());
    said.put("measure", measure);
    said.put("step", mean.step());
    said.put("layer", mean.layer());
    said.put("mean", mean.value());
    said.put("interval", List.of(mean.interval().low(), mean.interval().high()));
    said.put("n", mean.n());
    return said;
  }
}
