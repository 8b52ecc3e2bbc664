package lucida.judge.faithfulness;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import lucida.cam.Baseline;
import lucida.core.Tensor;
import lucida.judge.Better;
import lucida.judge.JudgedMap;
import lucida.judge.Judgement;
import lucida.judge.MetricStatement;
import lucida.judge.MetricUnit;
import lucida.judge.PooledMetric;
import lucida.judge.ScoreRequest;

/**
 * Sensitivity-n as Quantus computes it — after Ancona, Ceolini, Öztireli, Gross, ICLR 2018, arXiv 1711.06104, whose own is {@link SensitivityN}: pixels are removed in groups of equal size,
 * the most salient first.
 *
 * <pre>
 *   1/K Σ_k  Pearson's correlation over pictures of  Σ_{i in group k} L_i  and  S^c(x) − S^c(x without groups 1 … k)        [ME 8]
 * </pre>
 *
 * The groups are those of the first four fifths of the pixels; one whose sums, or losses, are the same for all pictures counts 0. It is a number of a set; that of a single picture is the correlation over its groups.
 * The curve has the K sums, then the K losses. Deviation: pixels of equal saliency share a group, each by its part.
 *
 * @param groups how many the pixels are divided into, removed or not
 * @param baseline what stands where pixels are removed
 */
public record SensitivityNOfSets(int groups, Baseline baseline) implements PooledMetric {
  private static final double MOST = 0.8;
  /** Σ a, Σ b, Σ a², Σ b², Σ ab. */
  private static final int MOMENTS = 5;
  /** What rounding leaves of a variance that is 0, relative to the mean square. */
  private static final double ROUNDING = 1e-12;

  @Override
  public String name() { return "sensitivity-n-quantus"; }

  @Override
  public MetricStatement statement() {
    return new MetricStatement("Sensitivity-n, over pictures", "Ancona, Ceolini, Öztireli, Gross, ICLR 2018, arXiv 1711.06104",
        "[ME 8]",
        "How the map's sum over the n-th group of pixels, the most salient first, is correlated over pictures with what the score has lost by then.",
        Better.HIGHER, MetricUnit.NUMBER, "−1 to 1, of a set");
  }

  @Override
  public long forwards() { return removed(groups); }

  private static int removed(int groups) { return (int) Math.max(1, MOST * groups); }

  @Override
  public ScoreRequest of(JudgedMap judged) {
    PixelOrder order = PixelOrder.mostSalientFirst(judged.shown());
    PixelGroups parts = PixelGroups.of(order, groups);
    int K = removed(parts.n());
    Tensor x = judged.x(), nothing = Blend.nothing(x, baseline);
    double S = judged.probe().logits().cell(judged.explained());
    return new ScoreRequest(this, K, k -> order.exchanged((k + 1.0) / parts.n(), nothing, x), answers -> {
      double[] said = IntStream.range(0, K).mapToDouble(k -> parts.members(k).dot(judged.shown())).toArray();
      double[] lost = IntStream.range(0, K).mapToDouble(k -> S - answers.score(k)).toArray();
      double r = Correlation.PEARSON.of(said, lost);
      return Judgement.of(Double.isNaN(r) ? 0 : r,
          DoubleStream.concat(DoubleStream.of(said), DoubleStream.of(lost)).boxed().toList());
    });
  }

  @Override
  public double[] addends(Judgement.Value value) {
    List<Double> curve = value.curve();
    int K = curve.size() / 2;
    return IntStream.range(0, K).boxed().flatMapToDouble(k -> {
      double a = curve.get(k), b = curve.get(K + k);
      return DoubleStream.of(a, b, a * a, b * b, a * b);
    }).toArray();
  }

  @Override
  public double summary(double[] sums, int n) {
    return IntStream.range(0, sums.length / MOMENTS).mapToDouble(k -> correlation(sums, k * MOMENTS, n)).average().orElseThrow();
  }

  private static double correlation(double[] sums, int at, int n) {
    double a = sums[at] / n, b = sums[at + 1] / n, aa = sums[at + 2] / n, bb = sums[at + 3] / n, ab = sums[at + 4] / n;
    double varA = aa - a * a, varB = bb - b * b;
    return varA <= ROUNDING * aa || varB <= ROUNDING * bb ? 0 : Math.clamp((ab - a * b) / Math.sqrt(varA * varB), -1, 1);
  }
}
