package lucida.judge.results;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lucida.judge.failure.Failure;
import lucida.judge.failure.FailureGroup;
import lucida.judge.statistics.Interval;
import lucida.judge.statistics.Proportion;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a network got wrong.
 *
 * @param facts how it was found, by name
 * @param judged how many pictures there were
 * @param failures the mistakes; here the most confident one comes first
 * @param name of a class, for people
 */
public record FailureTable(SequencedMap<String, String> facts, int judged, List<Failure> failures, IntFunction<String> name) {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final double NEAR = 0.1;

  /** Sorts them. */
  public FailureTable {
    facts = new LinkedHashMap<>(facts);
    failures = failures.stream().sorted(Comparator.comparingDouble(failure -> -failure.ofPredicted())).toList();
  }

  /** The mistakes of a group, the most confident one first. */
  public List<Failure> of(FailureGroup group) {
    return failures.stream().filter(failure -> failure.group() == group).toList();
  }

  /** The groups that there are. */
  public List<FailureGroup> groups() {
    return Stream.of(FailureGroup.values()).filter(group -> !of(group).isEmpty()).toList();
  }

  /** How many of a group are nearly in another one: by a share of less than {@value #NEAR}. */
  public long near(FailureGroup group) {
    return of(group).stream().filter(FailureTable::isNear).count();
  }

  /** Whether a mistake is nearly in another group. */
  public static boolean isNear(Failure failure) {
    return failure.margin() < NEAR;
  }

  /** Of how many mistakes the label's objects are known, and no others: then none can be on another object. */
  public long ofOwnObjectsAlone() {
    return failures.stream().filter(f -> f.evidence().isKnown() && !f.evidence().knowsOthers()).count();
  }

  /** Which classes are taken for which others, "owl → cat", the most frequent ones first. */
  public SequencedMap<String, Long> confusions() {
    Map<String, Long> counts = failures.stream().collect(Collectors.groupingBy(
        failure -> name.apply(failure.label()) + " → " + name.apply(failure.predicted()), LinkedHashMap::new,
        Collectors.counting()));
    SequencedMap<String, Long> sorted = new LinkedHashMap<>();
    counts.entrySet().stream().sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
    return sorted;
  }

  /**
   * How often the group is the true one.
   *
   * @param right how many are
   * @param of how many have a known truth
   * @param interval of the share, Wilson's
   */
  public record Agreement(long right, int of, Interval interval) {}

  /** How often the group is what drawing without objects says: of no mistake, where pictures cannot be drawn again. */
  public Agreement agreement() {
    int known = (int) failures.stream().filter(failure -> failure.truth().isPresent()).count();
    long right = failures.stream().filter(failure -> failure.truth().filter(failure.group()::equals).isPresent()).count();
    return new Agreement(right, known, known == 0 ? Interval.NONE : new Proportion(right, known).interval());
  }

  /** How many mistakes of a group have a truth. */
  public long count(FailureGroup group, FailureGroup truth) {
    return of(group).stream().filter(failure -> failure.truth().filter(truth::equals).isPresent()).count();
  }

  /** A line for each mistake. */
  public String csv() {
    Stream<List<String>> lines = failures.stream().map(f -> List.of(f.picture(), name.apply(f.label()), name.apply(f.predicted()),
        SummaryFiles.number(f.ofLabel()), SummaryFiles.number(f.ofPredicted()), f.group().toString(),
        f.truth().map(FailureGroup::toString).orElse(""), SummaryFiles.number(f.overlap()),
        SummaryFiles.number(f.evidence().own()), SummaryFiles.number(f.evidence().others()), SummaryFiles.number(f.margin())));
    return Stream.concat(Stream.of(List.of("picture", "label", "predicted", "of_label", "of_predicted", "group", "truth", "overlap",
        "on_own_objects", "on_other_objects", "margin")), lines).map(CsvLog::text).collect(Collectors.joining());
  }

  /** For programs. */
  public String json() {
    SequencedMap<String, Object> all = new LinkedHashMap<>(facts);
    all.put("pictures", judged);
    all.put("mistakes", failures.size());
    all.put("confusions", confusions());
    SequencedMap<String, Object> groups = new LinkedHashMap<>();
    groups().forEach(group -> groups.put(group.toString(), of(group).size()));
    all.put("groups", groups);
    all.put("mistakes with objects of the label alone", ofOwnObjectsAlone());
    Agreement agreement = agreement();
    if (agreement.of() > 0) {
      all.put("groups that are true", agreement.right());
      all.put("groups whose truth is known", agreement.of());
    }
    List<Object> list = new ArrayList<>();
    for (Failure f : failures) list.add(json(f));
    all.put("failures", list);
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n";
  }

  private SequencedMap<String, Object> json(Failure f) {
    SequencedMap<String, Object> said = new LinkedHashMap<>();
    said.put("picture", f.picture());
    said.put("label", name.apply(f.label()));
    said.put("predicted", name.apply(f.predicted()));
    said.put("of label", f.ofLabel());
    said.put("of predicted", f.ofPredicted());
    said.put("group", f.group().toString());
    f.truth().ifPresent(truth -> said.put("truth", truth.toString()));
    if (!Double.isNaN(f.overlap())) said.put("overlap", f.overlap());
    if (f.evidence().isKnown()) said.put("on own objects", f.evidence().own());
    if (f.evidence().knowsOthers()) said.put("on other objects", f.evidence().others());
    if (!Double.isNaN(f.margin())) said.put("margin", f.margin());
    return said;
  }
}
