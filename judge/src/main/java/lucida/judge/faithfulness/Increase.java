package lucida.judge.faithfulness;

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
 * @param nothing what stands where it is muted: 0 in the network's input space without a name, the others with theirs
 */
public record Increase(Mutes mutes, Nothing nothing) implements Metric {
  @Override
  public String name() { return mutes.called("increase", nothing); }

  @Override
  public boolean countsHits() { return true; }

  @Override
  public MetricStatement statement() {
    return new MetricStatement("Increase in Confidence %", mutes.paper(), "[ME 2]",
        "How often the class is more probable " + mutes.words(nothing) + ".", Better.HIGHER,
        MetricUnit.PERCENT, "0 or 100 % for a picture");
  }

  @Override
  public long forwards() { return 1; }

  @Override
  public ScoreRequest of(JudgedMap judged) {
    return mutes.request(judged, nothing, answers -> Judgement.of(judged.probability() < answers.probability(0) ? 100 : 0));
  }
}
