package lucida.judge.results;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How the losses of trainings from several seeds went, epoch by epoch.
 *
 * @param points a number for each seed, network, epoch and part of the loss
 */
public record LossCurves(List<Point> points) {
  /** Of no training. */
  public static final LossCurves NONE = new LossCurves(List.of());

  /**
   * The mean of a part of the loss over an epoch of one training.
   *
   * @param seed of the training
   * @param network what was trained
   * @param epoch counted from 1
   * @param part "classes" for the cross-entropy, or the name of what was added to it
   */
  public record Point(long seed, String network, int epoch, String part, double value) {}

  /** The list is kept as it is now. */
  public LossCurves {
    points = List.copyOf(points);
  }

  /** The points of one training. */
  public static List<Point> of(long seed, String network, List<SequencedMap<String, Double>> epochs) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < epochs.size(); i++) {
      int epoch = i + 1;
      epochs.get(i).forEach((part, value) -> points.add(new Point(seed, network, epoch, part, value)));
    }
    return points;
  }

  /** What losses are made of. */
  public List<String> parts() { return points.stream().map(Point::part).distinct().toList(); }

  /** The networks whose loss has a part. */
  public List<String> networks(String part) {
    return points.stream().filter(point -> point.part().equals(part)).map(Point::network).distinct().toList();
  }

  /** A part of a network's loss, epoch by epoch, the mean over seeds. */
  public List<Double> mean(String network, String part) {
    List<Double> means = new ArrayList<>();
    for (int epoch = 1;; epoch++) {
      OptionalDouble mean = mean(network, part, epoch);
      if (mean.isEmpty()) return means;
      means.add(mean.getAsDouble());
    }
  }

  private OptionalDouble mean(String network, String part, int epoch) {
    return points.stream().filter(point -> point.epoch() == epoch && point.network().equals(network) && point.part().equals(part))
        .mapToDouble(Point::value).average();
  }

  /** Every number. */
  public String csv() {
    Stream<List<String>> lines = points.stream().map(point -> List.of(String.valueOf(point.seed()), point.network(),
        String.valueOf(point.epoch()), point.part(), SummaryFiles.number(point.value())));
    return Stream.concat(Stream.of(List.of("seed", "network", "epoch", "part", "value")), lines).map(CsvLog::text)
        .collect(Collectors.joining());
  }
}
