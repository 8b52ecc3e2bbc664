package lucida.judge.faithfulness;

import java.util.stream.IntStream;
import lucida.judge.Better;
import lucida.judge.JudgedMap;
import lucida.judge.Judgement;
import lucida.judge.MetricStatement;
import lucida.judge.MetricUnit;
import lucida.judge.PooledMetric;
import lucida.judge.ScoreRequest;

/**
 * ADCC of a table — Poppi, Cornia, Baraldi, Cucchiara, CVPR Workshops 2021, arXiv 2104.10252: the harmonic mean of the means over all pictures of coherency, 1 − complexity and
 * 1 − average drop [ME 10]. It is never below the mean of {@link Adcc}, the harmonic mean being concave; of one picture both are the same.
 */
public record AdccOfMeans() implements PooledMetric {
  private static final int PARTS = 3;
  private static final double ALL = 100;

  @Override
  public String name() { return "adcc-of-means"; }

  @Override
  public MetricStatement statement() {
    return new MetricStatement("Average DCC, of means", "Poppi, Cornia, Baraldi, Cucchiara, CVPR Workshops 2021, arXiv 2104.10252",
        "[ME 10]",
        "The harmonic mean of the means over all pictures: of coherency, of what maps leave dark, and of the probability that is not lost.",
        Better.HIGHER, MetricUnit.PERCENT, "0 to 100 %");
  }

  @Override
  public long forwards() { return new Adcc().forwards(); }

  @Override
  public long maps() { return new Adcc().maps(); }

  @Override
  public ScoreRequest of(JudgedMap judged) { return new Adcc().of(judged); }

  /** Coherency, complexity and drop. */
  @Override
  public double[] addends(Judgement.Value value) {
    return value.curve().stream().mapToDouble(v -> v).toArray();
  }

  @Override
  public double summary(double[] sums, int n) {
    return PARTS / IntStream.range(0, PARTS).mapToDouble(i -> 1 / (i == 0 ? sums[0] / n : ALL - sums[i] / n)).sum();
  }
}
