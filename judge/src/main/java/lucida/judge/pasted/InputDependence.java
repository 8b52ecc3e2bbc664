package lucida.judge.pasted;

import java.util.Set;
import lucida.core.Tensor;
import lucida.judge.Better;
import lucida.judge.JudgedMap;
import lucida.judge.Judgement;
import lucida.judge.PictureFact;
import lucida.judge.Metric;
import lucida.judge.MetricStatement;
import lucida.judge.MetricUnit;
import lucida.judge.Redrawn;
import lucida.judge.ScoreRequest;

/**
 * The input dependence rate of BAM — Yang, Kim 2019, arXiv 1907.09701: whether what an object covers gets less of the map than what is seen there without it, for a
 * network that learned backdrops, to which the object means nothing.
 *
 * <pre>
 *   100 · [ g(L of the picture) &lt; g(L of the picture without the object) ]        [GT 4]
 * </pre>
 *
 * with g the mean of L⁺ / max L⁺ over the object's pixels.
 */
public record InputDependence() implements Metric {
  @Override
  public String name() { return "input-dependence"; }

  @Override
  public Set<PictureFact> needs() { return Set.of(PictureFact.MASKS, PictureFact.REDRAWN); }

  @Override
  public boolean countsHits() { return true; }

  @Override
  public MetricStatement statement() {
    return new MetricStatement("Input dependence rate", "Yang, Kim 2019, arXiv 1907.09701", "[GT 4]",
        "How often the place of an object that means nothing gets less of the map than without the object.", Better.HIGHER,
        MetricUnit.PERCENT, "0 to 100 %; 0 % for a map that does not depend on the picture");
  }

  @Override
  public long maps() { return 1; }

  @Override
  public ScoreRequest of(JudgedMap judged) {
    ObjectAttribution g = ObjectAttribution.of(judged);
    Redrawn redrawn = ObjectAttribution.redrawn(judged);
    Tensor without = judged.shownFor("without objects", () -> judged.about(redrawn.withoutObjects()));
    return ScoreRequest.none(() -> Judgement.of(g.of(judged.shown()) < g.of(without) ? 100 : 0));
  }
}
