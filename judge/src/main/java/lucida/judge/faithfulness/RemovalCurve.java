package lucida.judge.faithfulness;

import java.util.Arrays;
import java.util.Locale;
import lucida.core.Tensor;
import lucida.judge.Better;
import lucida.judge.JudgedMap;
import lucida.judge.Judgement;
import lucida.judge.Metric;
import lucida.judge.MetricStatement;
import lucida.judge.MetricUnit;
import lucida.judge.ScoreRequest;

/**
 * Insertion and deletion — Petsiuk, Das, Saenko, BMVC 2018, arXiv 1806.07421.
 *
 * <pre>
 *   ∫ p^c(x with the fraction t of its most salient pixels removed, or added to x_b) dt, by trapezoids        [ME 4]
 * </pre>
 *
 * Pixels with equal saliency go together. The paper blurs by a Gaussian for an insertion, which is {@code insertion-gaussian}. Deviation: {@code insertion} brings the picture to a sixteenth of its
 * extents and back, see {@link Nothing#BLUR}, which leaves less of it.
 *
 * @param edge whether pixels are removed or added
 * @param nothing what stands where a pixel is not, or not yet
 * @param steps how many parts the picture is removed in
 */
public record RemovalCurve(Edge edge, Nothing nothing, int steps) implements Metric {
  /** From which end the curve starts. */
  public enum Edge {
    /** From the picture to nothing. */
    DELETION,
    /** From nothing to the picture. */
    INSERTION
  }

  /** Checks the steps. */
  public RemovalCurve {
    if (steps < 1) throw new IllegalArgumentException("A curve of " + steps + " steps: there is at least 1");
  }

  @Override
  public String name() {
    boolean isUsual = nothing == (edge == Edge.DELETION ? Nothing.ZERO : Nothing.BLUR);
    return edge.name().toLowerCase(Locale.ROOT) + (isUsual ? "" : nothing.suffix());
  }

  @Override
  public MetricStatement statement() {
    boolean isDeletion = edge == Edge.DELETION;
    return new MetricStatement(isDeletion ? "Deletion AUC" : "Insertion AUC", "Petsiuk, Das, Saenko, BMVC 2018, arXiv 1806.07421",
        "[ME 4]",
        isDeletion
            ? "The probability of the class while its most salient pixels become " + nothing.words()
                + " first, on average: low if the map finds what decides."
            : "The probability of the class while its most salient pixels take the place of " + nothing.words()
                + " first, on average: high if the map finds what decides.",
        isDeletion ? Better.LOWER : Better.HIGHER, MetricUnit.NUMBER, "0 to 1");
  }

  @Override
  public long forwards() { return steps + 1L; }

  @Override
  public ScoreRequest of(JudgedMap judged) {
    judged.requireProbabilities();
    PixelOrder order = PixelOrder.mostSalientFirst(judged.shown());
    Tensor x = judged.x(), empty = nothing.of(judged);
    return new ScoreRequest(this, steps + 1, t -> {
      double reached = (double) t / steps;
      return edge == Edge.DELETION ? order.exchanged(reached, empty, x) : order.exchanged(reached, x, empty);
    }, answers -> {
      double[] p = answers.probabilities();
      return Judgement.of(area(p), Arrays.stream(p).boxed().toList());
    });
  }

  /** By trapezoids over 0 to 1. */
  static double area(double... p) {
    double ends = (p[0] + p[p.length - 1]) / 2;
    return (Arrays.stream(p).sum() - ends) / (p.length - 1);
  }
}
