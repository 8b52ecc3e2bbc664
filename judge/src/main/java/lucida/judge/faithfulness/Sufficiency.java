package lucida.judge.faithfulness;

import java.util.ArrayList;
import java.util.Arrays;
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

/**
 * Sufficiency — Dasgupta, Frost, Moshkovitz, ICML 2022, arXiv 2202.00734: of pictures with like maps, how many have the same prediction?
 *
 * <pre>
 *   100/N Σ_i | {j ≠ i like i: the top class of j is that of i} | / | {j ≠ i like i} |        [ME 8]
 * </pre>
 *
 * Maps are like each other if their standardised Euclidean distance is at most 0.6 of the largest of the set, as in Quantus; a picture like no other counts 0. It is a number of a
 * set, made of its curves: the top class, then the map L̂ in means over 4×4 parts. Deviation: Quantus compares all pixels. Equal curves are those of one picture.
 * More than 100 pictures are taken in sets of 100, in their order, whose mean this is, each by its pictures: N² comparisons would not end.
 */
public record Sufficiency() implements Metric {
  private static final int PARTS = 4;
  private static final double LIKE = 0.6;
  private static final int ALL = 100;
  private static final int SET = 100;

  @Override
  public String name() { return "sufficiency"; }

  @Override
  public MetricStatement statement() {
    return new MetricStatement("Sufficiency", "Dasgupta, Frost, Moshkovitz, ICML 2022, arXiv 2202.00734", "[ME 8]",
        "How often pictures with like maps have the same top class.", Better.HIGHER, MetricUnit.PERCENT, "0 to 100 %, of a set");
  }

  @Override
  public boolean summarisesCurves() { return true; }

  @Override
  public ScoreRequest of(JudgedMap judged) { return request(judged); }

  /** No scores, and a judgement whose curve is the top class, then the means of L̂ over 4×4 parts. */
  static ScoreRequest request(JudgedMap judged) {
    return ScoreRequest.none(() -> {
      Tensor L = judged.normalised();
      int H = L.shape().extent(0), W = L.shape().extent(1);
      if (H < PARTS || W < PARTS) return Judgement.leftOut("the picture is smaller than 4×4 pixels");
      int[] part = IntStream.range(0, H * W).map(e -> e / W * PARTS / H * PARTS + e % W * PARTS / W).toArray();
      List<Double> curve = new ArrayList<>(List.of((double) judged.probe().ranking().getFirst()));
      for (double mean : new Segments(part, PARTS * PARTS).means(L)) curve.add(mean);
      return Judgement.of(0, curve);
    });
  }

  @Override
  public double summary(List<Judgement.Value> values) {
    double[][] curves = values.stream().map(v -> v.curve().stream().mapToDouble(c -> c).toArray()).toArray(double[][]::new);
    return ALL * IntStream.iterate(0, first -> first < curves.length, first -> first + SET)
        .mapToDouble(first -> shares(Arrays.copyOfRange(curves, first, Math.min(first + SET, curves.length)))).sum()
        / curves.length;
  }

  /** Σ_i | {j like i, of the top class of i} | / | {j like i} | of a set. */
  private static double shares(double[]... curves) {
    double[] variance = variances(curves);
    double[][] d = new double[curves.length][curves.length];
    double largest = 0;
    for (int i = 0; i < d.length; i++)
      for (int j = 0; j < i; j++) {
        d[i][j] = d[j][i] = distance(curves[i], curves[j], variance);
        largest = Math.max(largest, d[i][j]);
      }
    double sum = 0;
    for (int i = 0; i < d.length; i++) sum += share(curves, i, d[i], LIKE * largest);
    return sum;
  }

  private static double share(double[][] curves, int i, double[] distances, double most) {
    int like = 0, same = 0;
    for (int j = 0; j < curves.length; j++)
      if (distances[j] <= most && !Arrays.equals(curves[i], curves[j])) {
        like++;
        if (curves[i][0] == curves[j][0]) same++;
      }
    return like == 0 ? 0 : (double) same / like;
  }

  /** √ Σ_k (a_k − b_k)² / v_k over the parts in which maps differ. */
  private static double distance(double[] a, double[] b, double... variance) {
    double sum = 0;
    for (int k = 1; k < a.length; k++) if (variance[k] > 0) sum += (a[k] - b[k]) * (a[k] - b[k]) / variance[k];
    return Math.sqrt(sum);
  }

  private static double[] variances(double[]... curves) {
    return IntStream.range(0, curves[0].length).mapToDouble(k -> {
      double mean = 0, squares = 0;
      for (double[] curve : curves) mean += curve[k] / curves.length;
      for (double[] curve : curves) squares += (curve[k] - mean) * (curve[k] - mean) / curves.length;
      return squares;
    }).toArray();
  }
}
