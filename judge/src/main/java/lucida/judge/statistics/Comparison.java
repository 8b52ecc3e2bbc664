package lucida.judge.statistics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import lucida.judge.Better;
import lucida.judge.Judgement;

/**
 * Two methods by one metric, picture by picture. A picture's two values that are equal but for rounding ({@link RoundingBound}) are a tie, to the test and to Win %.
 *
 * @param a one method
 * @param b the other
 * @param difference the summary of a minus that of b, over the pictures for which both have a value
 * @param interval of the difference, over pictures
 * @param p of the sign-flip test of the pictures' differences, those of one picture flipped together: how often their sum would be so far from 0 if neither were better; NaN where the
 *        summary is no mean over pictures, so that a picture's value is another quantity
 * @param win [ME 3] the percentage of pictures for which a is the better one, ties half; NaN where p is, or neither direction is better
 * @param n how many pictures; those of which two classes are explained count twice
 */
public record Comparison(Column a, Column b, double difference, Interval interval, double p, double win, int n) {
  /** Of two columns of the same metric. */
  static Comparison of(Column a, Column b, Replicates replicates, SignFlip test) {
    List<Column.Case> cases = a.values().keySet().stream().filter(b.values()::containsKey).toList();
    if (cases.isEmpty()) return new Comparison(a, b, Double.NaN, Interval.NONE, Double.NaN, Double.NaN, 0);
    List<Judgement.Value> ofA = a.of(cases), ofB = b.of(cases);
    Pictures pictures = Pictures.of(cases);
    double[] d = IntStream.range(0, cases.size()).mapToDouble(i -> difference(ofA.get(i).value(), ofB.get(i).value())).toArray();
    boolean isMean = a.metric().isMeanOfPictures();
    return new Comparison(a, b, a.metric().summary(ofA) - a.metric().summary(ofB),
        interval(a, b, cases, pictures.n(), replicates, d), isMean ? test.p(pictures.sums(d)) : Double.NaN,
        isMean ? win(a.metric().statement().direction(), d) : Double.NaN, d.length);
  }

  /** The values, those that are equal but for rounding made equal. */
  public static double[] tied(double... values) {
    double[] tied = new double[values.length];
    double first = Double.NaN;
    for (int i : IntStream.range(0, values.length).boxed().sorted(Comparator.comparingDouble(i -> values[i])).mapToInt(i -> i)
        .toArray()) {
      if (!RoundingBound.isEqual(first, values[i])) first = values[i];
      tied[i] = first;
    }
    return tied;
  }

  /** Whether the interval does not contain 0, and the summaries differ by more than rounding; not where there is no common picture, or only one. */
  public boolean isTold() {
    boolean isApart = interval.low() > 0 || interval.high() < 0;
    return isApart && !RoundingBound.isEqual(a.summary(), a.summary() - difference);
  }

  private static double difference(double a, double b) { return RoundingBound.isEqual(a, b) ? 0 : a - b; }

  /** None of fewer than two pictures. */
  private static Interval interval(Column a, Column b, List<Column.Case> cases, int pictures, Replicates replicates, double... d) {
    if (pictures < 2) return Interval.NONE;
    if (a.isUnanimous(d)) return Interval.unanimous(d[0], -100, 100, pictures);
    double[] x = replicates.of(a, cases), y = replicates.of(b, cases);
    return Interval.of(IntStream.range(0, x.length).mapToDouble(r -> x[r] - y[r]).toArray());
  }

  private static double win(Better direction, double... d) {
    return switch (direction) {
      case HIGHER -> 100 * Arrays.stream(d).map(v -> v > 0 ? 1 : v < 0 ? 0 : 0.5).average().orElseThrow();
      case LOWER -> 100 * Arrays.stream(d).map(v -> v < 0 ? 1 : v > 0 ? 0 : 0.5).average().orElseThrow();
      case NEITHER -> Double.NaN;
    };
  }
}
