package lucida.judge.faithfulness;

import java.util.Arrays;
import lucida.cam.Baseline;
import lucida.core.Tensor;
import lucida.judge.Better;
import lucida.judge.JudgedMap;
import lucida.judge.Judgement;
import lucida.judge.Metric;
import lucida.judge.MetricStatement;
import lucida.judge.MetricUnit;
import lucida.judge.ScoreRequest;

/**
 * Selectivity — Montavon, Samek, Müller, Digital Signal Processing 73, 2018, arXiv 1706.07979.
 *
 * <pre>
 *   the area under p^c(x), p^c(x without the most salient square), … until no square is left, over 0 to 1        [ME 8]
 * </pre>
 *
 * Deviation: the squares have a side of 16 pixels where Quantus has 8, a quarter of the forwards; of squares with equal sums the first by rows comes first.
 *
 * @param side of a square, in pixels
 * @param baseline what stands where a square is removed
 */
public record Selectivity(int side, Baseline baseline) implements Metric {
  @Override
  public String name() { return "selectivity"; }

  @Override
  public MetricStatement statement() {
    return new MetricStatement("Selectivity", "Montavon, Samek, Müller, Digital Signal Processing 73, 2018, arXiv 1706.07979",
        "[ME 8]",
        "The class's probability while the most salient squares are removed first, on average: low if the map finds what decides.",
        Better.LOWER, MetricUnit.NUMBER, "0 to 1");
  }

  /** Of a picture of 224². */
  @Override
  public long forwards() { return Segments.squares(side) + 1; }

  @Override
  public ScoreRequest of(JudgedMap judged) {
    judged.requireProbabilities();
    Segments squares = Segments.grid(judged.shown().shape(), side);
    int[] ranks = squares.ranks(squares.sums(judged.shown()));
    Tensor x = judged.x(), nothing = Blend.nothing(x, baseline);
    return new ScoreRequest(this, squares.n() + 1, k -> squares.replaced(x, k, ranks, nothing), answers -> {
      double[] p = answers.probabilities();
      return Judgement.of(RemovalCurve.area(p), Arrays.stream(p).boxed().toList());
    });
  }
}
