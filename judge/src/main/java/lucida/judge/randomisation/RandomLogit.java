package lucida.judge.randomisation;

import lucida.cam.Target;
import lucida.judge.Better;
import lucida.judge.JudgedMap;
import lucida.judge.Judgement;
import lucida.judge.Metric;
import lucida.judge.MetricStatement;
import lucida.judge.MetricUnit;
import lucida.judge.ScoreRequest;

/**
 * Random logit — Sixt, Granz, Landgraf, ICML 2020, arXiv 1912.09818.
 *
 * <pre>
 *   SSIM(L of class c, L of another class, drawn at random)        [ME 8]
 * </pre>
 *
 * The class that is drawn is the same for all methods.
 */
public record RandomLogit() implements Metric {
  @Override
  public String name() { return "random-logit"; }

  @Override
  public MetricStatement statement() {
    return new MetricStatement("Random Logit", "Sixt, Granz, Landgraf, ICML 2020, arXiv 1912.09818", "[ME 8]",
        "How like the map of another class is, by SSIM.", Better.LOWER, MetricUnit.NUMBER, "−1 to 1");
  }

  @Override
  public long maps() { return 1; }

  @Override
  public ScoreRequest of(JudgedMap judged) {
    int classes = judged.probe().logits().size();
    if (classes < 2) return ScoreRequest.leftOut("the network has one score only");
    int drawn = judged.random("random logit").below(classes - 1, 0), other = drawn < judged.explained() ? drawn : drawn + 1;
    return ScoreRequest.none(() -> Judgement.of(Similarity.ssim(judged.shown(),
        judged.shownFor(this, () -> judged.probe().asking(Target.ofClass(other))))));
  }
}
