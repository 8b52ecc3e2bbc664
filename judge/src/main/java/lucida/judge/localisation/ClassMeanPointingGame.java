package lucida.judge.localisation;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import lucida.judge.Better;
import lucida.judge.JudgedMap;
import lucida.judge.Judgement;
import lucida.judge.PictureFact;
import lucida.judge.Metric;
import lucida.judge.MetricStatement;
import lucida.judge.MetricUnit;
import lucida.judge.ScoreRequest;

/**
 * The pointing game as its paper sums it up — Zhang, Lin, Brandt, Shen, Sclaroff, ECCV 2016, arXiv 1608.00507, and TorchRay: hits / (hits + misses) of each class, and the mean over
 * classes, so that a frequent class does not count for more [ME 5]. {@link PointingGame} has the mean over pictures, as Captum and Quantus.
 *
 * @param tolerance in pixels of the network's input; 15 in the paper
 */
public record ClassMeanPointingGame(int tolerance) implements Metric {
  private PointingGame game() { return new PointingGame(tolerance); }

  @Override
  public String name() { return game().name() + "-class-mean"; }

  @Override
  public Set<PictureFact> needs() { return Set.of(PictureFact.OBJECTS); }

  @Override
  public MetricStatement statement() {
    return new MetricStatement("Pointing game, mean of classes", game().statement().paper(), "[ME 5]",
        "How often the maximum of the map is on the object, or within " + tolerance
            + " pixels of it, of several equal ones the share that is: of each class, and the mean over classes.",
        Better.HIGHER, MetricUnit.PERCENT, "0 to 100 % for a picture");
  }

  /** With the class as the curve. */
  @Override
  public ScoreRequest of(JudgedMap judged) {
    ScoreRequest game = game().of(judged);
    return new ScoreRequest(game.pictures(), game.n(), game.picture(), answers -> switch (game.conclusion().apply(answers)) {
      case Judgement.Value(double hit, var _, var _) -> Judgement.of(hit, List.of((double) judged.explained()));
      case Judgement.LeftOut none -> none;
    });
  }

  @Override
  public boolean summarisesCurves() {
    return true;
  }

  @Override
  public double summary(List<Judgement.Value> values) {
    return values.stream()
        .collect(Collectors.groupingBy(value -> value.curve().getFirst(), Collectors.averagingDouble(Judgement.Value::value)))
        .values().stream().mapToDouble(v -> v).sorted().average().orElse(Double.NaN);
  }
}
