package lucida.judge.words;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lucida.judge.statistics.Bootstrap;
import lucida.judge.statistics.Interval;
import lucida.judge.statistics.Pictures;

/**
 * How much of what was said is true, and where the maps of it are: means with 95 % intervals of the bootstrap, by which scenes are drawn with all that is of them.
 *
 * @param said by scene
 * @param findings by scene
 */
public record WordTable(List<Said> said, List<WordFinding> findings) {
  /** Lists are kept as they are now. */
  public WordTable {
    said = List.copyOf(said);
    findings = List.copyOf(findings);
  }

  /** Of both tables. */
  public static WordTable of(List<WordStudy.Outcome> outcomes) {
    return new WordTable(outcomes.stream().flatMap(each -> each.said().stream()).toList(),
        outcomes.stream().flatMap(each -> each.findings().stream()).toList());
  }

  /** A line for each kind of what was said: how many were said of combinations that were learned, and of those that were not, and how much of it is true. */
  public List<List<String>> accuracies() {
    List<List<String>> rows = new ArrayList<>(List.of(List.of("true, %", "learned", "n", "held out", "n")));
    groups(said, Said::kind).forEach((kind, all) -> {
      List<String> row = new ArrayList<>(List.of(kind));
      for (boolean heldOut : List.of(false, true)) {
        List<Said> those = all.stream().filter(each -> each.heldOut() == heldOut).toList();
        row.add(percent(those, Said::scene, each -> each.right() ? 1 : 0, Bootstrap.of(0)::ofHits));
        row.add(String.valueOf(those.size()));
      }
      rows.add(row);
    });
    return List.copyOf(rows);
  }

  /** A line for each kind of word or question and each region. */
  public List<List<String>> maps() {
    List<List<String>> rows = new ArrayList<>(
        List.of(List.of("maps, %", "on", "pointing", "control", "energy", "control", "energy − control",
            "area", "n")));
    groups(findings, finding -> finding.kind() + "\t" + finding.region()).forEach((_,
        of) -> rows.add(List.of(of.getFirst().kind(), of.getFirst().region(),
            hits(of, each -> each.map().pointing()), hits(of, each -> each.control().pointing()),
            percent(of, each -> each.map().energy()), percent(of, each -> each.control().energy()),
            percent(of, each -> each.map().energy() - each.control().energy()), mean(of, WordFinding::area),
            String.valueOf(of.size()))));
    return List.copyOf(rows);
  }

  /** Both tables. */
  public String markdown() {
    return Stream.of(accuracies(), maps()).map(WordTable::markdown).collect(Collectors.joining("\n"));
  }

  private static String markdown(List<List<String>> rows) {
    String rule = "| " + String.join(" | ", rows.getFirst().stream().map(_ -> "---").toList()) + " |\n";
    List<String> lines = rows.stream().map(row -> "| " + String.join(" | ", row) + " |\n").toList();
    return lines.getFirst() + rule + String.join("", lines.subList(1, lines.size()));
  }

  /** A line for each map and region. */
  public String csv() {
    return Stream.concat(Stream.of("scene,kind,region,pointing,energy,control_pointing,control_energy,area\n"),
        findings.stream()
            .map(f -> String.join(",", String.valueOf(f.scene()), f.kind(), f.region(), String.valueOf(f.map().pointing()),
                String.valueOf(f.map().energy()), String.valueOf(f.control().pointing()), String.valueOf(f.control().energy()),
                String.valueOf(f.area())) + "\n"))
        .collect(Collectors.joining());
  }

  private static <T> SequencedMap<String, List<T>> groups(List<T> all, Function<T, String> by) {
    return all.stream().collect(Collectors.groupingBy(by, LinkedHashMap::new, Collectors.toList()));
  }

  private static String percent(List<WordFinding> of, ToDoubleFunction<WordFinding> value) {
    return percent(of, WordFinding::scene, value, (scenes, v) -> Interval.of(Bootstrap.of(0).means(scenes, v)));
  }

  private static String hits(List<WordFinding> of, ToDoubleFunction<WordFinding> value) {
    return percent(of, WordFinding::scene, value, Bootstrap.of(0)::ofHits);
  }

  /** "93.1 [91.8, 94.2]". */
  private static <T> String percent(List<T> of, Function<T, Integer> scene, ToDoubleFunction<T> value,
      BiFunction<Pictures, double[], Interval> intervals) {
    if (of.isEmpty()) return "–";
    Map<Integer, List<Integer>> byScene = IntStream.range(0, of.size()).boxed()
        .collect(Collectors.groupingBy(i -> scene.apply(of.get(i)), LinkedHashMap::new, Collectors.toList()));
    Pictures scenes = new Pictures(byScene.values().stream().map(numbers -> numbers.stream().mapToInt(i -> i).toArray()).toList());
    Interval interval = intervals.apply(scenes, of.stream().mapToDouble(value).toArray());
    return String.format(Locale.ROOT, "%s [%.1f, %.1f]", mean(of, value), 100 * interval.low(), 100 * interval.high());
  }

  private static <T> String mean(List<T> of, ToDoubleFunction<T> value) {
    return String.format(Locale.ROOT, "%.1f", 100 * of.stream().mapToDouble(value).average().orElse(Double.NaN));
  }
}
