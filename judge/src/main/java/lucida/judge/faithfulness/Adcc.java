package lucida.judge.faithfulness;

import java.util.List;
import lucida.judge.Better;
import lucida.judge.JudgedMap;
import lucida.judge.Judgement;
import lucida.judge.Metric;
import lucida.judge.MetricStatement;
import lucida.judge.MetricUnit;
import lucida.judge.ScoreRequest;

/**
 * ADCC — Poppi, Cornia, Baraldi, Cucchiara, CVPR Workshops 2021, arXiv 2104.10252.
 *
 * <pre>
 *   3 / ( 1/coherency + 1/(1 − complexity) + 1/(1 − average drop) ),  complexity = mean of L̂        [ME 10]
 * </pre>
 *
 * In per cent, 0 where one of the three is 0. The curve has coherency, complexity and drop. The harmonic mean is that of each picture, and the mean
 * over pictures is taken of it; see {@link AdccOfMeans}.
 */
public record Adcc() implements Metric {
  private static final double ALL = 100;

  @Override
  public String name() { return "adcc"; }

  @Override
  public MetricStatement statement() {
    return new MetricStatement("Average DCC", "Poppi, Cornia, Baraldi, Cucchiara, CVPR Workshops 2021, arXiv 2104.10252", "[ME 10]",
        "The harmonic mean of coherency, of what the map leaves dark, and of the probability that is not lost.", Better.HIGHER,
        MetricUnit.PERCENT, "0 to 100 %");
  }

  @Override
  public long forwards() { return 1; }

  @Override
  public long maps() { return 1; }

  @Override
  public ScoreRequest of(JudgedMap judged) {
    return Mutes.IN_PROPORTION.request(judged, Nothing.ZERO, answers -> {
      double Y = judged.probability(), coherency = Coherency.percent(judged);
      if (Y == 0) return Judgement.leftOut("the class has the probability 0 on the picture");
      if (Double.isNaN(coherency)) return Judgement.leftOut("a flat map is not correlated with another");
      double complexity = ALL * judged.normalised().mean(), drop = ALL * Math.max(0, Y - answers.probability(0)) / Y;
      return Judgement.of(3 / (1 / coherency + 1 / (ALL - complexity) + 1 / (ALL - drop)), List.of(coherency, complexity, drop));
    });
  }
}
