package lucida.judge.axiom;

import java.util.stream.IntStream;
import lucida.core.RandomStream;
import lucida.core.Tensor;
import lucida.judge.Better;
import lucida.judge.JudgedMap;
import lucida.judge.Judgement;
import lucida.judge.Metric;
import lucida.judge.MetricStatement;
import lucida.judge.MetricUnit;
import lucida.judge.ScoreRequest;
import lucida.judge.SharedPictures;

/**
 * Non-sensitivity — Nguyen, Rodríguez Martínez 2020, arXiv 2007.07584; after Ancona et al., ICLR 2018, arXiv 1711.06104.
 *
 * <pre>
 *   100/n · | {g: L is 0 on g} Δ {g: S^c does not depend on g} |        [ME 8]
 * </pre>
 *
 * Δ is the symmetric difference, 0 means within ε of the largest magnitude of the map, and S^c does not depend on g if no random g in place of it changes
 * S^c by more than ε·|S^c(x)|. Deviation: the paper looks at single pixels; here g are the squares of a grid, and their number is given in per cent.
 *
 * @param side of a square, in pixels
 * @param samples of random pixels for each square
 * @param epsilon ε
 */
public record NonSensitivity(int side, int samples, double epsilon) implements Metric {
  private static final int USUAL_EXTENT = 224;
  private static final int ALL = 100;

  @Override
  public String name() { return "non-sensitivity"; }

  @Override
  public MetricStatement statement() {
    return new MetricStatement("Non-Sensitivity", "Nguyen, Rodríguez Martínez 2020, arXiv 2007.07584", "[ME 8]",
        "The share of squares where the map is 0 though the score depends on them, or is not though it does not.", Better.LOWER,
        MetricUnit.PERCENT, "0 to 100 %");
  }

  /** Of a picture of 224². */
  @Override
  public long forwards() {
    long squares = Math.ceilDiv(USUAL_EXTENT, side);
    return squares * squares * samples;
  }

  @Override
  public ScoreRequest of(JudgedMap judged) {
    Tensor x = judged.x(), magnitude = judged.shown().abs();
    int H = x.shape().extent(1), W = x.shape().extent(2), columns = Math.ceilDiv(W, side), n = columns * Math.ceilDiv(H, side);
    double low = x.min(), range = x.max() - low;
    RandomStream draws = judged.random("non-sensitivity");
    double S = judged.probe().logits().cell(judged.explained()), least = epsilon * magnitude.max();
    return new ScoreRequest(new SharedPictures(this), n * samples, r -> {
      RandomStream noise = draws.stream(r);
      return Tensor.filled(x.shape(), x.precision(),
          e -> square(e, H, W, columns) == r / samples ? low + range * noise.uniform(e) : x.cell(e));
    }, answers -> {
      double[] largest = new double[n];
      for (int e = 0; e < H * W; e++)
        largest[square(e, H, W, columns)] = Math.max(largest[square(e, H, W, columns)], magnitude.cell(e));
      long differ = IntStream.range(0, n).filter(g -> largest[g] <= least != IntStream.range(g * samples, (g + 1) * samples)
          .allMatch(r -> Math.abs(answers.score(r) - S) <= epsilon * Math.abs(S))).count();
      return Judgement.of((double) ALL * differ / n);
    });
  }

  private int square(int e, int H, int W, int columns) {
    return e / W % H / side * columns + e % W / side;
  }
}
