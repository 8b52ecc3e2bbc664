package lucida.cli;

import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import lucida.judge.Metric;
import lucida.judge.catalogue.Metrics;
import picocli.CommandLine.Option;

/** Which metrics judge. */
final class MetricOption {
  private static final String ALL = "all";
  private static final String WIN = "win";
  private static final List<String> HANDFUL = List.of("average-drop", "increase", "insertion", "deletion", "pointing-game",
      "energy-pointing-game");

  /** What a shell may complete, and what the help lists. */
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() { return Stream.concat(Stream.of(ALL), Metrics.names().stream()).iterator(); }
  }

  @Option(names = "--metrics", paramLabel = "NAME", split = ",", completionCandidates = Names.class, description = "The metrics, comma-separated, or all; 'lucida metrics' lists them. Default: average-drop, increase, insertion, deletion, pointing-game, energy-pointing-game.")
  private List<String> metrics = List.of();

  /** Whether all were asked for: then one that has no value for any picture is passed over. */
  boolean isGroup() {
    return metrics.stream().map(String::strip).anyMatch(ALL::equals);
  }

  /** The metrics; all of them exist. */
  List<Metric> metrics() {
    if (isGroup()) return Metrics.all();
    if (metrics.stream().map(String::strip).anyMatch(WIN::equals))
      throw new IllegalArgumentException(
          "--metrics win: Win % [ME 3] is of two methods, and pairs.csv has it for every two by every metric: ask for average-drop");
    return (metrics.isEmpty() ? HANDFUL.stream() : metrics.stream().map(String::strip)).distinct().map(Metrics::named).toList();
  }
}
