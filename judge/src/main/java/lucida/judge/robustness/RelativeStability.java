package lucida.judge.robustness;

import java.util.Locale;
import java.util.stream.IntStream;
import lucida.core.Tensor;
import lucida.judge.Answers;
import lucida.judge.Better;
import lucida.judge.JudgedMap;
import lucida.judge.Judgement;
import lucida.judge.Metric;
import lucida.judge.MetricStatement;
import lucida.judge.MetricUnit;
import lucida.judge.ScoreRequest;
import lucida.judge.SharedPictures;

/**
 * Relative stability — Agarwal, Johnson, Pawelczyk, Krishna, Saxena, Zitnik, Lakkaraju, ICLR workshop PAIR²Struct 2022, arXiv 2203.06877.
 *
 * <pre>
 *   max over x' around x of the same class of  ‖(L(x') − L(x)) / L(x)‖ / max(ε, d)        [ME 8]
 *   d = ‖(x' − x) / x‖,  ‖S(x') − S(x)‖,  or ‖(A(x') − A(x)) / A(x)‖
 * </pre>
 *
 * cell by cell, A being the layer that is explained; ε = 10⁻⁶ stands below a fraction, too, where a cell is 0, as in the authors' code and in Quantus: a map with cells of 0 that do not stay so has a very large value.
 * L is divided by its largest magnitude first, as in Quantus.
 *
 * @param to what d is relative to
 * @param samples how many x', each explained anew
 * @param radius r, of x' = x + uniform noise within ±r (max(x) − min(x))
 */
public record RelativeStability(To to, int samples, double radius) implements Metric {
  private static final double EPSILON = 1e-6;

  /** What the change of a map is relative to. */
  public enum To {
    /** The change of the picture: RIS. */
    INPUT("picture"),
    /** The change of the scores: ROS. */
    OUTPUT("scores"),
    /** The change of the layer's activations: RRS. */
    REPRESENTATION("layer's activations");

    private final String words;

    To(String words) { this.words = words; }
  }

  @Override
  public String name() { return "relative-" + to.name().toLowerCase(Locale.ROOT) + "-stability"; }

  @Override
  public MetricStatement statement() {
    return new MetricStatement("Relative " + to.name().charAt(0) + to.name().substring(1).toLowerCase(Locale.ROOT) + " Stability",
        "Agarwal, Johnson, Pawelczyk, Krishna, et al. 2022, arXiv 2203.06877", "[ME 8]",
        "The largest relative change of the map, cell by cell, by that of the " + to.words + ", where the class stays the same.",
        Better.LOWER, MetricUnit.NUMBER, "0 or more");
  }

  @Override
  public long forwards() { return samples; }

  @Override
  public long maps() { return samples; }

  @Override
  public ScoreRequest of(JudgedMap judged) {
    PerturbedMaps around = new PerturbedMaps(samples, radius);
    return new ScoreRequest(new SharedPictures(around), samples, r -> around.picture(judged, r), answers -> {
      int top = judged.probe().ranking().getFirst();
      int[] same = IntStream.range(0, samples).filter(r -> answers.scores().get(r).argmax() == top).toArray();
      return same.length == 0
          ? Judgement.leftOut("every picture around the picture is of another class for the network")
          : Judgement.of(IntStream.of(same).mapToDouble(r -> ratio(judged, around, answers, r)).max().orElseThrow());
    });
  }

  private double ratio(JudgedMap judged, PerturbedMaps around, Answers answers, int r) {
    Tensor other = around.picture(judged, r);
    double change = relative(normalised(judged.shown()), normalised(around.map(judged, r)));
    return change / Math.max(EPSILON, switch (to) {
      case INPUT -> relative(judged.x(), other);
      case OUTPUT -> answers.scores().get(r).minus(judged.probe().logits()).norm();
      case REPRESENTATION -> relative(judged.probe().activations(), judged.about(other).activations());
    });
  }

  private static Tensor normalised(Tensor L) {
    double most = L.abs().max();
    return most == 0 ? L : L.scale(1 / most);
  }

  /** ‖(b − a) / a‖ */
  private static double relative(Tensor a, Tensor b) {
    double squares = IntStream.range(0, a.size()).mapToDouble(e -> (b.cell(e) - a.cell(e)) / (a.cell(e) == 0 ? EPSILON : a.cell(e)))
        .map(v -> v * v).sum();
    return Math.sqrt(squares);
  }
}
