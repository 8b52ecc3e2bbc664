package lucida.judge.axiom;

import java.util.List;
import java.util.Locale;
import lucida.cam.Baseline;
import lucida.judge.Better;
import lucida.judge.JudgedMap;
import lucida.judge.Judgement;
import lucida.judge.Metric;
import lucida.judge.MetricStatement;
import lucida.judge.MetricUnit;
import lucida.judge.ScoreRequest;
import lucida.judge.SharedPictures;

/**
 * Completeness — Sundararajan, Taly, Yan, ICML 2017, arXiv 1703.01365.
 *
 * <pre>
 *   | Σ L − (S^c(x) − S^c(x_b)) |        [ME 8]
 * </pre>
 *
 * Σ is over all cells of the map as the method defines it, at its own resolution. The curve has both sides. Deviation: Quantus says only whether they are equal.
 *
 * @param baseline what makes x_b of x
 */
public record Completeness(Baseline baseline) implements Metric {
  @Override
  public String name() {
    return baseline == Baseline.ZERO ? "completeness" : "completeness-" + baseline.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public MetricStatement statement() {
    return new MetricStatement("Completeness", "Sundararajan, Taly, Yan, ICML 2017, arXiv 1703.01365", "[ME 8]",
        "How far the sum of the map is from the difference between the scores of the picture and of an empty one.", Better.LOWER,
        MetricUnit.NUMBER, "0 or more");
  }

  @Override
  public long forwards() { return 1; }

  @Override
  public ScoreRequest of(JudgedMap judged) {
    return new ScoreRequest(new SharedPictures(baseline), 1, _ -> baseline.of(judged.probe().x()).select(0, 0), answers -> {
      double sum = judged.map().map().sum();
      double difference = judged.probe().logits().cell(judged.explained()) - answers.score(0);
      return Judgement.of(Math.abs(sum - difference), List.of(sum, difference));
    });
  }
}
