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
 * Average Gain — Zhang, Torres, Sicre, Avrithis, Ayache, Computer Vision and Image Understanding 248, 2024, arXiv 2301.07002.
 *
 * <pre>
 *   100/N Σ_i max(0, O_i − Y_i) / (1 − Y_i)
 * </pre>
 *
 * The counterpart of {@link AverageDrop}, where {@link Increase} counts how often and not how much. The curve has Y and O.
 *
 * @param mutes what is left of the picture
 * @param nothing what stands where it is muted
 */
public record AverageGain(Mutes mutes, Nothing nothing) implements Metric {
  @Override
  public String name() { return mutes.called("average-gain", nothing); }

  @Override
  public MetricStatement statement() {
    return new MetricStatement("Average Gain %", "Zhang, Torres, Sicre, Avrithis, Ayache, CVIU 248, 2024, arXiv 2301.07002",
        "[ME 2] by how much",
        "How much of what the class's probability lacks is gained " + mutes.words(nothing) + ".",
        Better.HIGHER, MetricUnit.PERCENT, "0 to 100 %");
  }

  @Override
  public long forwards() { return 1; }

  @Override
  public ScoreRequest of(JudgedMap judged) {
    return mutes.request(judged, nothing, answers -> {
      double Y = judged.probability(), O = answers.probability(0);
      if (Y == 1) return Judgement.leftOut("the class has the probability 1 on the picture");
      return Judgement.of(100 * Math.max(0, O - Y) / (1 - Y), List.of(Y, O));
    });
  }
}
