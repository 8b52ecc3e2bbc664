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
 * Average Drop — Chattopadhay, Sarkar, Howlader, Balasubramanian, WACV 2018, arXiv 1710.11063.
 *
 * <pre>
 *   100/N Σ_i max(0, Y_i − O_i) / Y_i        [ME 1]
 * </pre>
 *
 * Y is the probability of the class on the picture, O on what the map leaves of it.
 *
 * @param mutes what is left of the picture
 * @param nothing what stands where it is muted: 0 in the network's input space without a name, the others with theirs
 */
public record AverageDrop(Mutes mutes, Nothing nothing) implements Metric {
  @Override
  public String name() { return mutes.called("average-drop", nothing); }

  @Override
  public MetricStatement statement() {
    return new MetricStatement("Average Drop %", mutes.paper(), "[ME 1]",
        "How much of the class's probability is lost " + mutes.words(nothing) + ".", Better.LOWER,
        MetricUnit.PERCENT, "0 to 100 %");
  }

  @Override
  public long forwards() { return 1; }

  @Override
  public ScoreRequest of(JudgedMap judged) {
    return mutes.request(judged, nothing, answers -> {
      double Y = judged.probability(), O = answers.probability(0);
      if (Y == 0) return Judgement.leftOut("the class has the probability 0 on the picture");
      return Judgement.of(100 * Math.max(0, Y - O) / Y, List.of(Y, O));
    });
  }
}
