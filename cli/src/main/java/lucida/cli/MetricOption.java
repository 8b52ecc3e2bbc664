package lucida.cli;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;
import lucida.judge.PictureFact;
import lucida.judge.MapBudget;
import lucida.judge.Metric;
import lucida.judge.catalogue.Metrics;
import picocli.CommandLine.Option;

/** Which metrics judge. */
final class MetricOption {
  private static final String ALL = "all";
  private static final String WIN = "win";
  private static final List<String> HANDFUL = List.of("average-drop", "increase", "insertion", "deletion", "pointing-game",
      "energy-pointing-game");

  /** Of a metric and a map: a hundred for each of ten maps around a picture. */
  private static final long RUNS_OF_A_GROUP = 1_000;

  /** What a shell may complete, and what the help lists. */
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() { return Stream.concat(Stream.of(ALL), Metrics.names().stream()).iterator(); }
  }

  @Option(names = "--metrics", paramLabel = "NAME", split = ",", completionCandidates = Names.class, description = "The metrics, comma-separated, or all; 'lucida metrics' lists them. Default: average-drop, increase, insertion, deletion, pointing-game, energy-pointing-game.")
  private List<String> metrics = List.of();

  /** The metrics that judge pictures, and what has to be said of those that do not. */
  record Asked(List<Metric> metrics, List<String> notes) {}

  /** Whether all were asked for: then one that has no value for any picture is passed over. */
  boolean isGroup() {
    return metrics.stream().map(String::strip).anyMatch(ALL::equals);
  }

  /** What each of them may spend on maps that it makes anew: all of them together are wanted in reasonable time. */
  MapBudget budget() {
    return isGroup() ? new MapBudget(RUNS_OF_A_GROUP) : MapBudget.UNLIMITED;
  }

  /**
   * The metrics, all of which exist. Those that cannot have a value are left out where they were not named.
   *
   * @param unknown what is known of no picture
   * @throws IllegalArgumentException if one is named that cannot have a value
   */
  Asked metrics(Set<PictureFact> unknown) {
    List<Metric> asked = asked(), judging = new ArrayList<>();
    SequencedMap<PictureFact, List<String>> without = new LinkedHashMap<>();
    for (Metric metric : asked) {
      Optional<PictureFact> lacking = metric.needs().stream().sorted().filter(unknown::contains).findFirst();
      lacking.ifPresentOrElse(known -> without.computeIfAbsent(known, _ -> new ArrayList<>()).add(metric.name()),
          () -> judging.add(metric));
    }
    List<String> notes = without.entrySet().stream()
        .map(of -> String.join(", ", of.getValue()) + (of.getValue().size() == 1 ? " has" : " have") + " no value: "
            + of.getKey().missing())
        .toList();
    boolean named = !metrics.isEmpty() && !isGroup();
    if (!notes.isEmpty() && (named || judging.isEmpty()))
      throw new IllegalArgumentException("--metrics: " + String.join("; ", notes));
    return new Asked(judging, notes);
  }

  private List<Metric> asked() {
    if (isGroup()) return Metrics.all();
    if (metrics.stream().map(String::strip).anyMatch(WIN::equals))
      throw new IllegalArgumentException(
          "--metrics win: Win % [ME 3] is of two methods, and pairs.csv has it for every two by every metric: ask for average-drop");
    return (metrics.isEmpty() ? HANDFUL.stream() : metrics.stream().map(String::strip)).distinct().map(Metrics::named).toList();
  }
}
