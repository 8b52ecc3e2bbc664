package lucida.judge.faithfulness;

import lucida.cam.Baseline;
import lucida.judge.Better;
import lucida.judge.JudgedMap;
import lucida.judge.Judgement;
import lucida.judge.Metric;
import lucida.judge.MetricStatement;
import lucida.judge.MetricUnit;
import lucida.judge.ScoreRequest;

/**
 * Increase in Confidence — Chattopadhay, Sarkar, Howlader, Balasubramanian, WACV 2018, arXiv 1710.11063.
 *
 * <pre>
 *   100/N Σ_i 1[Y_i &lt; O_i]        [ME 2]
 * </pre>
 *
 * @param mutes what is left of the picture
 * @param baseline what stands where it is muted
 */
public record Increase(Mutes mutes, Baseline baseline) implements Metric {
  @Override
  public String name() { return mutes == Mutes.HALF ? "increase-half" : "increase"; }

  @Override
  public MetricStatement statement() {
    return new MetricStatement("Increase in Confidence %", mutes.paper(), "[ME 2]",
        "How often the class is more probable when only what the map shows is left of the picture.", Better.HIGHER,
        MetricUnit.PERCENT, "0 or 100 % for a picture");
  }

  @Override
  public long forwards() { return 1; }

  @Override
  public ScoreRequest of(JudgedMap judged) {
    return mutes.request(judged, baseline, answers -> Judgement.of(judged.probability() < answers.probability(0) ? 100 : 0));
  }
}
