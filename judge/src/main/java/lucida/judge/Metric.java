package lucida.judge;

import java.util.List;
import java.util.Set;

/**
 * A measure of a saliency map: a record in a file of its own, whose components are its parameters. To add one, write it and name it in
 * {@link lucida.judge.catalogue.Metrics}.
 */
public interface Metric {
  /** What it is called on the command line and in tables: "average-drop". */
  String name();

  /** Its paper, its equation, and how to read its values. */
  MetricStatement statement();

  /**
   * What it asks the network about a map, and what it concludes from the answers.
   *
   * @throws lucida.cam.NotApplicableException if it has nothing to say about the map, with the reason; its conclusion may throw it too
   */
  ScoreRequest of(JudgedMap judged);

  /** How many forward passes it takes for a map, about, beside {@link #maps}. */
  default long forwards() { return 0; }

  /** How many maps the method makes anew for it, of other pictures, classes or networks, about. */
  default long maps() { return 0; }

  /** What has to be known of a picture: where it is not, there is no value. */
  default Set<PictureFact> needs() {
    return Set.of();
  }

  /** Whether a picture is a hit or a miss, 100 or 0 %, so that some that are all alike say little of others: their interval is exact. */
  default boolean countsHits() {
    return false;
  }

  /** Whether curves are kept for {@link #summary}, or for what reads this metric's columns. */
  default boolean summarisesCurves() {
    return false;
  }

  /** Whether {@link #summary} is the mean of the values, so that a picture's value is of the same quantity. */
  default boolean isMeanOfPictures() {
    return !summarisesCurves();
  }

  /** One number for the values of many pictures: their mean, unless its paper says otherwise. */
  default double summary(List<Judgement.Value> values) {
    return values.stream().mapToDouble(Judgement.Value::value).average().orElse(Double.NaN);
  }
}
