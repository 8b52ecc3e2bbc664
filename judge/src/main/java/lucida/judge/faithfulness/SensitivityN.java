package lucida.judge.faithfulness;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import lucida.cam.Baseline;
import lucida.core.RandomStream;
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
 * Sensitivity-n — Ancona, Ceolini, Öztireli, Gross, ICLR 2018, arXiv 1711.06104.
 *
 * <pre>
 *   for each n: Pearson's correlation over random subsets s of n pixels of  Σ_{i in s} L_i  and  S^c(x) − S^c(x without s)        [ME 8]
 * </pre>
 *
 * The value is the mean over n, from 1 to 80 % of the pixels in equal ratios; the curve has the correlation for each n. The subsets are the same for all methods.
 * Quantus removes the n most salient pixels and correlates over pictures: {@link SensitivityNOfSets}.
 *
 * @param sizes how many n
 * @param subsets how many for each
 * @param baseline what stands where a subset is removed
 */
public record SensitivityN(int sizes, int subsets, Baseline baseline) implements Metric {
  private static final double MOST = 0.8;

  @Override
  public String name() { return "sensitivity-n"; }

  @Override
  public MetricStatement statement() {
    return new MetricStatement("Sensitivity-n", "Ancona, Ceolini, Öztireli, Gross, ICLR 2018, arXiv 1711.06104", "[ME 8]",
        "How the sums of the map over random subsets of n pixels are correlated with what the score loses without them, on average over n.",
        Better.HIGHER, MetricUnit.NUMBER, "−1 to 1");
  }

  @Override
  public long forwards() { return (long) sizes * subsets; }

  @Override
  public ScoreRequest of(JudgedMap judged) {
    int Z = judged.shown().size();
    RandomStream draws = judged.random("sensitivity-n");
    List<RandomPixels> s = judged.once(RandomPixels.Sets.class, this, () -> RandomPixels.Sets.of(sizes * subsets,
        r -> RandomPixels.of(draws.stream(r), Z, size(r / subsets, Z)))).all();
    Tensor x = judged.x(), nothing = Blend.nothing(x, baseline);
    return new ScoreRequest(new SharedPictures(this), s.size(), r -> s.get(r).replaced(x, nothing), answers -> {
      List<Double> r = IntStream.range(0, sizes).mapToDouble(k -> correlation(judged, s, answers, k))
          .filter(Double::isFinite).boxed().toList();
      return r.isEmpty()
          ? Judgement.leftOut("there is no correlation: the map, or the score, is the same for all subsets")
          : Judgement.of(r.stream().mapToDouble(v -> v).average().orElseThrow(), r);
    });
  }

  private int size(int k, int Z) {
    return (int) Math.max(1, Math.rint(Math.pow(MOST * Z, sizes == 1 ? 1 : k / (sizes - 1.0))));
  }

  private double correlation(JudgedMap judged, List<RandomPixels> s, Answers answers, int k) {
    double S = judged.probe().logits().cell(judged.explained());
    return Correlation.PEARSON.of(of(k, r -> s.get(r).sum(judged.shown())), of(k, r -> S - answers.score(r)));
  }

  private double[] of(int k, IntToDoubleFunction number) {
    return IntStream.range(k * subsets, (k + 1) * subsets).mapToDouble(number).toArray();
  }
}
