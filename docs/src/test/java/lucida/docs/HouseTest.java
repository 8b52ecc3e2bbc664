package lucida.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The order of the house: arrows between packages without circles, one class a name, and how much code there is. */
class HouseTest {
  /** Lines of code that the engine may have: core and autodiff, and both with cam. What is reached, not yet what is wanted: 3700 and 5500. */
  private static final int ENGINE = 3750;
  private static final int WITH_CAM = 6050;
  private static final int MEDIAN_METHOD = 22;
  /** What the routes to exact second and third derivatives have added to that: to core and autodiff, and to both with cam. */
  private static final int ROUTES_ENGINE = 660;
  private static final int ROUTES_WITH_CAM = 760;

  /** What the plan of a training step has added to core: what its fused kernels are, and their definition. */
  private static final int TRAINING_ENGINE = 70;

  /** What training through explanations has added to core, autodiff and cam. */
  private static final int TRAINING_WITH_CAM = 350;
  /** What looks for infinities where they could be hidden: the watch, what of epilogues, chains and the interpreter it sees. */
  private static final int WATCH_ENGINE = 60;

  /** What the plan of forward sweeps has added to core: what algorithms cost, results that are channels of others, products of live rows, the series of erf. */
  private static final int FORWARD_ENGINE = 21;

  /** What rollouts of attention have added to autodiff and cam: the formulas are searched for it. */
  private static final int ROLLOUTS_WITH_CAM = 130;

  private static final List<SourceFile> FILES = files();

  private static List<SourceFile> files() {
    try {
      return SourceFile.all();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A package from which arrows lead back to it is in a circle; so every change of one of them concerns all. */
  @Test
  void arrowsBetweenPackagesHaveNoCircle() {
    Map<String, Set<String>> arrows = new TreeMap<>();
    for (SourceFile file : FILES) arrows.computeIfAbsent(file.home(), _ -> new TreeSet<>()).addAll(file.uses());
    assertTrue(Objects.requireNonNull(arrows.get("lucida.autodiff")).contains("lucida.autodiff.op"), "arrows are seen");
    Set<String> inCircles = arrows.keySet().stream().filter(home -> reachedFrom(home, arrows).contains(home))
        .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(Set.of(), inCircles);
  }

  private static Set<String> reachedFrom(String start, Map<String, Set<String>> arrows) {
    Set<String> reached = new HashSet<>();
    List<String> open = new ArrayList<>(arrows.getOrDefault(start, Set.of()));
    while (!open.isEmpty()) {
      String next = open.removeLast();
      if (reached.add(next)) open.addAll(arrows.getOrDefault(next, Set.of()));
    }
    return reached;
  }

  @Test
  void noSimpleNameIsUsedTwice() {
    Map<String, Long> count = FILES.stream().collect(Collectors.groupingBy(SourceFile::name, TreeMap::new, Collectors.counting()));
    assertEquals(Set.of(), count.keySet().stream().filter(name -> Objects.requireNonNull(count.get(name)) > 1)
        .collect(Collectors.toCollection(TreeSet::new)));
  }

  /** Lines of code without blanks, comments and imports: how many imports there are says how finely a room is divided. */
  private static int lines(SourceFile file) {
    return (int) file.code().stream().filter(line -> !line.startsWith("import ") && !line.startsWith("package ")).count();
  }

  @Test
  void theEngineStaysSmall() {
    Map<String, Integer> lines = new TreeMap<>();
    for (SourceFile file : FILES) lines.merge(file.home(), lines(file), Integer::sum);
    lines.forEach((home, n) -> System.out.printf("%6d %s%n", n, home));
    int engine = sum(lines, "lucida.core") + sum(lines, "lucida.autodiff");
    assertTrue(engine <= ENGINE + ROUTES_ENGINE + TRAINING_ENGINE + WATCH_ENGINE + FORWARD_ENGINE,
        "core and autodiff have " + engine + " lines of code");
    int withCam = engine + sum(lines, "lucida.cam");
    assertTrue(
        withCam <= WITH_CAM + ROUTES_WITH_CAM + TRAINING_ENGINE + WATCH_ENGINE + FORWARD_ENGINE + TRAINING_WITH_CAM
            + ROLLOUTS_WITH_CAM,
        "core, autodiff and cam have " + withCam + " lines of code");
  }

  private static int sum(Map<String, Integer> lines, String room) {
    return lines.entrySet().stream().filter(e -> e.getKey().equals(room) || e.getKey().startsWith(room + "."))
        .mapToInt(Map.Entry::getValue).sum();
  }

  /** The median saliency method, from its first line to its last brace. */
  @Test
  void aMethodIsShort() {
    List<Integer> lines = FILES.stream().filter(file -> file.home().startsWith("lucida.cam") && isMethod(file))
        .map(HouseTest::lines).sorted().toList();
    assertTrue(lines.size() > 20, "methods are seen");
    assertTrue(lines.get(lines.size() / 2) <= MEDIAN_METHOD, "lines of the methods: " + lines);
  }

  private static boolean isMethod(SourceFile file) {
    return file.code().stream().anyMatch(line -> line.startsWith("public record ")
        && line.matches(".* implements .*(Method|ChannelWeighted|PixelMethod) \\{.*"));
  }
}
