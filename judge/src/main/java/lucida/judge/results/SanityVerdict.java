package lucida.judge.results;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lucida.judge.randomisation.Similarity;
import lucida.judge.sanity.SanityRow;
import lucida.judge.sanity.SanityTest;
import lucida.judge.statistics.Bootstrap;
import lucida.judge.statistics.Interval;
import lucida.judge.statistics.Pictures;
import lucida.layers.Names;

/**
 * What to think of a method whose maps were made while the layers became random from the scores down.
 *
 * <pre>
 *   kept = (s − o) / (1 − o)
 * </pre>
 *
 * s is the mean likeness over the steps of the upper half, as the paper's finding is that some methods do not depend on the upper layers; o that of the maps of two pictures. 1 is the same
 * map, 0 one that is as alike as that of another picture, and less than 0 one that is less alike. Deviation: the paper judges by eye; o and the words are of this project.
 *
 * @param method the method
 * @param dependence in words
 * @param kept the mean of Spearman's correlation and SSIM, the paper's two; less than 0 where another picture's map is more alike
 * @param interval of it, pictures drawn together
 * @param byMeasure by each measure of likeness
 * @param random how many steps are the upper half
 * @param steps how many there are
 */
public record SanityVerdict(String method, Dependence dependence, double kept, Interval interval,
    SequencedMap<String, Double> byMeasure, int random, int steps) {
  private static final List<String> DECIDING = List.of(Similarity.SPEARMAN.title(), Similarity.SSIM.title());
  private static final double LITTLE = 0.25;
  private static final double MUCH = 0.5;
  private static final double SAME = 0.99;

  /** In words. */
  public enum Dependence {
    /** Less than a quarter is kept. */
    MOVES("moves with the network"),
    /** Less than a half. */
    PARTLY("moves in part"),
    /** More. */
    HARDLY("hardly moves"),
    /** Maps of two pictures are as alike as they are to themselves, so that nothing can be said. */
    CONSTANT("is the same for all pictures");

    private final String words;

    Dependence(String words) { this.words = words; }

    @Override
    public String toString() { return words; }

    private static Dependence of(double kept) {
      return kept < LITTLE ? MOVES : kept < MUCH ? PARTLY : HARDLY;
    }
  }

  /** The map is kept as it is now. */
  public SanityVerdict {
    byMeasure = new LinkedHashMap<>(byMeasure);
  }

  /** Of the pictures for which both are known, s and o of each. */
  private record Likeness(double[] s, double[] o) {
    double kept(int... pictures) {
      double s = IntStream.of(pictures).mapToDouble(i -> this.s[i]).average().orElse(Double.NaN), o = another(pictures);
      return o > SAME ? Double.NaN : (s - o) / (1 - o);
    }

    double another(int... pictures) {
      return IntStream.of(pictures).mapToDouble(i -> o[i]).average().orElse(Double.NaN);
    }

    int[] all() { return IntStream.range(0, s.length).toArray(); }
  }

  /** Of a method; nothing, where layers did not become random from the scores down. */
  static Optional<SanityVerdict> of(SanityTable table, String method) {
    int steps = table.layers(SanityTest.CASCADING).size(), half = Math.ceilDiv(steps, 2);
    SequencedMap<String, Likeness> likeness = new LinkedHashMap<>();
    for (String measure : table.measures(SanityTest.CASCADING))
      likeness(table, method, measure, half).ifPresent(l -> likeness.put(measure, l));
    List<Likeness> deciding = DECIDING.stream().filter(likeness::containsKey).map(likeness::get).toList();
    if (deciding.isEmpty()) return Optional.empty();
    SequencedMap<String, Double> byMeasure = new LinkedHashMap<>();
    likeness.forEach((measure, l) -> byMeasure.put(measure, l.kept(l.all())));
    if (deciding.stream().anyMatch(l -> l.another(l.all()) > SAME))
      return Optional.of(new SanityVerdict(method, Dependence.CONSTANT, Double.NaN, Interval.NONE, byMeasure, half, steps));
    double kept = deciding.stream().mapToDouble(l -> l.kept(l.all())).average().orElseThrow();
    return Optional
        .of(new SanityVerdict(method, Dependence.of(kept), kept, interval(deciding, table.bootstrap()), byMeasure, half, steps));
  }

  private static Optional<Likeness> likeness(SanityTable table, String method, String measure, int half) {
    Map<String, Double> another = byPicture(table, method, SanityTest.ANOTHER_PICTURE, measure, 0);
    Map<String, Double> upper = byPicture(table, method, SanityTest.CASCADING, measure, half);
    List<String> both = upper.keySet().stream().filter(another::containsKey).toList();
    return both.isEmpty()
        ? Optional.empty()
        : Optional.of(new Likeness(both.stream().mapToDouble(upper::get).toArray(),
            both.stream().mapToDouble(another::get).toArray()));
  }

  private static Map<String, Double> byPicture(SanityTable table, String method, SanityTest test, String measure, int last) {
    return table.findings().rows().stream()
        .filter(row -> row.method().equals(method) && row.test() == test && row.measure().equals(measure) && row.step() <= last
            && !Double.isNaN(row.value()))
        .collect(Collectors.groupingBy(SanityRow::picture, LinkedHashMap::new, Collectors.averagingDouble(SanityRow::value)));
  }

  /** Both measures of the same draws, where both are of the same pictures. */
  private static Interval interval(List<Likeness> deciding, Bootstrap bootstrap) {
    double[][] replicates = deciding.stream()
        .map(l -> bootstrap.replicates(Pictures.each(l.s().length), l::kept)).toArray(double[][]::new);
    return Interval.of(IntStream.range(0, replicates[0].length)
        .mapToDouble(r -> IntStream.range(0, replicates.length).mapToDouble(m -> replicates[m][r]).average().orElseThrow())
        .filter(Double::isFinite).toArray());
  }

  /** All of it in words. */
  public String sentence() {
    String measures = byMeasure.entrySet().stream().filter(e -> !e.getValue().isNaN())
        .map(e -> percent(e.getValue()) + " % by " + e.getKey())
        .collect(Collectors.joining(", "));
    String upper = "with the upper half of the layers random (" + random + " of " + steps + " steps) ";
    return dependence == Dependence.CONSTANT
        ? "Is the same for all pictures, so that nothing can be said of the network."
        : "%s: %s%s %% [%s, %s] of the likeness is kept. %s.".formatted(Names.capitalised(dependence.toString()), upper,
            percent(kept),
            percent(interval.low()), percent(interval.high()), measures);
  }

  /** "12" for 0.123. */
  public static String percent(double share) {
    return String.format(Locale.ROOT, "%d", Math.round(100 * share));
  }

  SequencedMap<String, Object> json() {
    SequencedMap<String, Object> said = new LinkedHashMap<>();
    said.put("method", method);
    said.put("verdict", dependence.toString());
    if (dependence != Dependence.CONSTANT) {
      said.put("kept", kept);
      said.put("interval", List.of(interval.low(), interval.high()));
    }
    SequencedMap<String, Double> known = new LinkedHashMap<>(byMeasure);
    known.values().removeIf(v -> v.isNaN());
    said.put("kept by", known);
    return said;
  }
}
