package lucida.judge.pasted;

import lucida.cam.NotApplicableException;
import lucida.cam.Subject;
import lucida.cam.Target;
import lucida.core.Tensor;
import lucida.judge.Better;
import lucida.judge.Control;
import lucida.judge.JudgedMap;
import lucida.judge.Judgement;
import lucida.judge.Metric;
import lucida.judge.MetricStatement;
import lucida.judge.MetricUnit;
import lucida.judge.ScoreRequest;
import lucida.layers.Model;

/**
 * The model contrast score of BAM — Yang, Kim 2019, arXiv 1907.09701: how much more a map is on the object where the object decides.
 *
 * <pre>
 *   g(L of the network that learned objects) − g(L of the one that learned backdrops, for what it finds)        [GT 4]
 * </pre>
 *
 * with g the mean of L⁺ / max L⁺ over the object.
 *
 * @param backdrops the network that learned backdrops, with a layer of the same name
 */
public record ModelContrast(Model backdrops) implements Metric {
  @Override
  public String name() { return "model-contrast"; }

  @Override
  public MetricStatement statement() {
    return new MetricStatement("Model contrast score", "Yang, Kim 2019, arXiv 1907.09701", "[GT 4]",
        "How much more of the map is on the object for a network that learned objects than for one that learned backdrops.",
        Better.HIGHER, MetricUnit.NUMBER, "-1 to 1; 0 for a map that does not depend on the network");
  }

  @Override
  public long maps() { return 1; }

  @Override
  public ScoreRequest of(JudgedMap judged) {
    if (Control.TRUTH.made(judged.method()))
      throw new NotApplicableException("the true mask is of no class of the other network, whatever its number");
    ObjectAttribution g = ObjectAttribution.of(judged);
    Subject other = judged.variants().of("model contrast", _ -> backdrops);
    Tensor without = judged.shownFor(other.probe(judged.x(), Target.predicted()));
    return ScoreRequest.none(() -> Judgement.of(g.of(judged.shown()) - g.of(without)));
  }
}
