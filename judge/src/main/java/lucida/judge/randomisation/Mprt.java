package lucida.judge.randomisation;

import java.util.List;
import java.util.stream.IntStream;
import lucida.judge.Better;
import lucida.judge.JudgedMap;
import lucida.judge.Judgement;
import lucida.judge.Metric;
import lucida.judge.MetricStatement;
import lucida.judge.MetricUnit;
import lucida.judge.ScoreRequest;

/**
 * Model parameter randomisation test — Adebayo, Gilmer, Muelly, Goodfellow, Hardt, Kim, NeurIPS 2018, arXiv 1810.03292.
 *
 * <pre>
 *   the mean over the steps of the similarity of L of the network with L of the network whose layers of that step are random        [ME 7]
 * </pre>
 *
 * The curve has each step. A step whose similarity does not exist, as that of a flat map, is not counted.
 *
 * @param order which layers are random at each step
 * @param similarity of two maps
 */
public record Mprt(LayerOrder order, Similarity similarity) implements Metric {
  private static final int USUAL_LAYERS = 16;

  @Override
  public String name() {
    return "mprt" + (order == LayerOrder.TOP_DOWN ? "" : "-" + order.title()) + "-" + similarity.title();
  }

  @Override
  public MetricStatement statement() {
    return new MetricStatement("Model Parameter Randomisation Test",
        "Adebayo, Gilmer, Muelly, Goodfellow, Hardt, Kim, NeurIPS 2018, arXiv 1810.03292", "[ME 7]",
        "How like the map stays, by " + similarity.words() + ", when layers have random weights (" + order.title()
            + "), on average over the layers.",
        Better.LOWER, MetricUnit.NUMBER, "−1 to 1");
  }

  /** One for each layer, here of VGG16. */
  @Override
  public long maps() { return USUAL_LAYERS; }

  @Override
  public ScoreRequest of(JudgedMap judged) {
    record Step(LayerOrder order, int step) {}
    return ScoreRequest.none(() -> {
      List<Double> alike = IntStream.range(0, LayerOrder.steps(judged)).mapToDouble(step -> similarity.of(judged,
          judged.other(new Step(order, step), () -> order.probe(judged, step, judged.x())))).filter(Double::isFinite).boxed()
          .toList();
      return alike.isEmpty()
          ? Judgement.leftOut("a flat map is not similar to another")
          : Judgement.of(alike.stream().mapToDouble(v -> v).average().orElseThrow(), alike);
    });
  }
}
