package lucida.judge.faithfulness;

import java.util.stream.IntStream;
import lucida.cam.Baseline;
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
 * Infidelity as Quantus computes it — after Yeh, Hsieh, Suggala, Inouye, Ravikumar, NeurIPS 2019, arXiv 1901.09392, whose own is {@link Infidelity}: the squares of a grid are removed one after the other, row by
 * row, and none is put back.
 *
 * <pre>
 *   1/n Σ_k ( I_kᵀ Φ − (S^c(x) − S^c(x − I_k)) )²,  I_k = x − x without the first k squares        [ME 8]
 * </pre>
 *
 * The pictures are the same for all methods. Deviation: squares of 16 pixels in place of 4, which are meant for pictures of 28: 196 forwards for one of 224, not 3,136. The baseline of Quantus is the least number of
 * the picture, here 0 in the network's input space.
 *
 * @param side of a square, in pixels
 * @param baseline what stands where a square is removed
 */
public record InfidelityOfSquares(int side, Baseline baseline) implements Metric {
  @Override
  public String name() { return "infidelity-quantus"; }

  @Override
  public MetricStatement statement() {
    return new MetricStatement("Infidelity, of squares removed in turn",
        "Yeh, Hsieh, Suggala, Inouye, Ravikumar, NeurIPS 2019, arXiv 1901.09392", "[ME 8]",
        "The mean squared difference between what the map says that the squares removed so far cost, and what they cost the score.",
        Better.LOWER, MetricUnit.NUMBER, "0 or more");
  }

  /** Of a picture of 224². */
  @Override
  public long forwards() { return Segments.squares(side); }

  @Override
  public ScoreRequest of(JudgedMap judged) {
    Segments squares = Segments.grid(judged.shown().shape(), side);
    int[] inTurn = IntStream.range(0, squares.n()).toArray();
    Tensor x = judged.x(), nothing = Blend.nothing(x, baseline);
    double S = judged.probe().logits().cell(judged.explained());
    return new ScoreRequest(new SharedPictures(this), squares.n(), k -> squares.replaced(x, k + 1, inTurn, nothing), answers -> {
      double[] said = squares.sums(x.minus(nothing).times(judged.attribution()).sum(0));
      double sum = 0, error = 0;
      for (int k = 0; k < squares.n(); k++) {
        sum += said[k];
        error += Math.pow(sum - (S - answers.score(k)), 2);
      }
      return Judgement.of(error / squares.n());
    });
  }
}
