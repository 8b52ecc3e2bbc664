package lucida.judge.channels;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import lucida.judge.statistics.Column;

/**
 * The channel, or position, whose maps localise best over all pictures of a class.
 *
 * @param explained the class
 * @param number of the channel, or position
 * @param mean its mean value over the pictures of the class
 * @param chosenOnOthers the mean over pictures of the value of that which is best over the other pictures of the class: chosen without looking at what it is judged on; NaN with one picture
 * @param pictures of the class, that where the channel is best first
 */
public record ClassChannel(int explained, int number, double mean, double chosenOnOthers, List<Column.Case> pictures) {
  /** The list is kept as it is now. */
  public ClassChannel {
    pictures = List.copyOf(pictures);
  }

  /** Of every class, from a column of {@link BestSingle}, whose curves are all of one length. */
  public static List<ClassChannel> of(Column column) {
    TreeMap<Integer, SequencedMap<Column.Case, List<Double>>> classes = new TreeMap<>();
    column.values()
        .forEach((at, value) -> classes.computeIfAbsent(at.explained(), _ -> new LinkedHashMap<>()).put(at, value.curve()));
    return classes.entrySet().stream().map(e -> of(e.getKey(), e.getValue())).toList();
  }

  private static ClassChannel of(int explained, SequencedMap<Column.Case, List<Double>> curves) {
    List<List<Double>> all = List.copyOf(curves.values());
    double[] sums = sums(all);
    int best = best(sums);
    double others = all.size() == 1
        ? Double.NaN
        : all.stream().mapToDouble(curve -> curve.get(best(without(sums, curve)))).average().orElseThrow();
    List<Column.Case> pictures = curves.entrySet().stream()
        .sorted(Comparator.comparingDouble(e -> -e.getValue().get(best))).map(Map.Entry::getKey).toList();
    return new ClassChannel(explained, best, sums[best] / all.size(), others, pictures);
  }

  private static double[] sums(List<List<Double>> curves) {
    return IntStream.range(0, curves.getFirst().size()).mapToDouble(k -> curves.stream().mapToDouble(curve -> curve.get(k)).sum())
        .toArray();
  }

  private static double[] without(double[] sums, List<Double> curve) {
    return IntStream.range(0, sums.length).mapToDouble(k -> sums[k] - curve.get(k)).toArray();
  }

  private static int best(double... sums) {
    return IntStream.range(0, sums.length).boxed().max(Comparator.comparingDouble(k -> sums[k])).orElseThrow();
  }

  /** The mean over all pictures of {@link #chosenOnOthers}, over the classes that have several. */
  public static double chosenOnOthers(List<ClassChannel> classes) {
    List<ClassChannel> several = classes.stream().filter(c -> c.pictures().size() > 1).toList();
    return several.stream().mapToDouble(c -> c.chosenOnOthers() * c.pictures().size()).sum()
        / several.stream().mapToInt(c -> c.pictures().size()).sum();
  }
}
