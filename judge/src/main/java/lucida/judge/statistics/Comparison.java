package lucida.judge.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import lucida.judge.Judgement;

/**
 * Two methods by one metric, picture by picture.
 *
 * @param a one method
 * @param b the other
 * @param difference the mean of a − b over the pictures that both have a value for
 * @param interval of the difference, over pictures
 * @param p of the sign-flip test: how often a difference so far from 0 would come if neither were better
 * @param win [ME 3] the percentage of pictures for which a is the better one, ties half; NaN where neither direction is better
 * @param n how many pictures
 */
public record Comparison(Column a, Column b, double difference, Interval interval, double p, double win, int n) {
  /** Of two columns of the same metric. */
  public static Comparison of(Column a, Column b, long seed) {
    List<double[]> pairs = a.values().entrySet().stream().filter(entry -> b.values().containsKey(entry.getKey()))
        .map(entry -> new double[]{entry.getValue().value(), value(b, entry.getKey())}).toList();
    double[] d = pairs.stream().mapToDouble(pair -> pair[0] - pair[1]).toArray();
    if (d.length == 0) return new Comparison(a, b, Double.NaN, new Interval(Double.NaN, Double.NaN), Double.NaN, Double.NaN, 0);
    Interval interval = Bootstrap.of(seed).of(d.length,
        drawn -> Arrays.stream(drawn).mapToDouble(i -> d[i]).average().orElseThrow());
    return new Comparison(a, b, Arrays.stream(d).average().orElseThrow(), interval, SignFlip.of(seed).p(d), win(a, d), d.length);
  }

  private static double value(Column column, Column.Case at) {
    Judgement.Value value = Objects.requireNonNull(column.values().get(at));
    return value.value();
  }

  private static double win(Column a, double... d) {
    double sign = switch (a.metric().statement().direction()) {
      case HIGHER -> 1;
      case LOWER -> -1;
      case NEITHER -> Double.NaN;
    };
    return 100 * Arrays.stream(d).map(v -> v == 0 ? 0.5 : sign * v > 0 ? 1 : sign * v < 0 ? 0 : Double.NaN).average().orElseThrow();
  }

  /** Every two methods, metric by metric. */
  public static List<Comparison> all(List<Column> columns, long seed) {
    List<Comparison> all = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++)
      for (int j = i + 1; j < columns.size(); j++)
        if (columns.get(i).metric().equals(columns.get(j).metric())) all.add(of(columns.get(i), columns.get(j), seed));
    return all;
  }
}
