package lucida.judge.faithfulness;

import java.util.List;
import java.util.stream.IntStream;
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
 * Continuity by shifts, as Quantus has it — after Montavon, Samek, Müller, Digital Signal Processing 73, 2018, arXiv 1706.07979, who move a picture through the frame and look at the map of a part of it while the score
 * changes.
 *
 * <pre>
 *   the mean over squares of Pearson's correlation, over shifts t = 0 … T, of  Σ_{ij in the square} L(x_t)_ij  and  S^c(x_t)        [ME 8]
 * </pre>
 *
 * x_t is the picture moved to the right by t W/(T + 1) pixels, 0 where nothing is left of it; squares have a quarter of the smaller extent as their side. A square whose sum is always the same does not count. The
 * curve has the correlation of each other. Deviation: Quantus moves by H·W/T pixels a step, after which nothing of the picture is in the frame; its squares have 7 pixels; it divides what a map says of a square by its
 * maximum there.
 *
 * @param shifts T, how many times the moved picture is explained anew
 */
public record ContinuityByShifts(int shifts) implements Metric {
  private static final int ALONG = 4;

  @Override
  public String name() { return "continuity-shifts"; }

  @Override
  public MetricStatement statement() {
    return new MetricStatement("Continuity, by shifts",
        "Montavon, Samek, Müller, Digital Signal Processing 73, 2018, arXiv 1706.07979",
        "[ME 8]", "How the map's sum over a square is correlated with the score while the picture moves out of the frame.",
        Better.HIGHER, MetricUnit.NUMBER, "−1 to 1");
  }

  @Override
  public long forwards() { return shifts + 1L; }

  @Override
  public long maps() { return shifts; }

  @Override
  public ScoreRequest of(JudgedMap judged) {
    Tensor x = judged.x();
    int H = x.shape().extent(1), W = x.shape().extent(2);
    Segments squares = Segments.grid(judged.shown().shape(), Math.ceilDiv(Math.min(H, W), ALONG));
    return new ScoreRequest(new SharedPictures(this), shifts + 1, t -> shifted(x, t), answers -> {
      double[] S = IntStream.rangeClosed(0, shifts).mapToDouble(answers::score).toArray();
      double[][] sums = IntStream.rangeClosed(0, shifts).mapToObj(t -> squares.sums(shown(judged, t))).toArray(double[][]::new);
      List<Double> r = IntStream.range(0, squares.n())
          .mapToDouble(s -> Correlation.PEARSON.of(IntStream.rangeClosed(0, shifts).mapToDouble(t -> sums[t][s]).toArray(), S))
          .filter(Double::isFinite).boxed().toList();
      return r.isEmpty()
          ? Judgement.leftOut("there is no correlation: the map, or the score, is the same for all shifts")
          : Judgement.of(r.stream().mapToDouble(v -> v).average().orElseThrow(), r);
    });
  }

  private Tensor shown(JudgedMap judged, int t) {
    return t == 0 ? judged.shown() : judged.shownFor(judged.about(shifted(judged.x(), t)));
  }

  /** x_t. */
  private Tensor shifted(Tensor x, int t) {
    int W = x.shape().extent(2), by = t * W / (shifts + 1);
    return Tensor.filled(x.shape(), x.precision(), e -> e % W < by ? 0 : x.cell(e - by));
  }
}
