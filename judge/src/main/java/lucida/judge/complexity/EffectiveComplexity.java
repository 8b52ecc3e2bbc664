package lucida.judge.complexity;

import lucida.core.Tensor;
import lucida.judge.Better;
import lucida.judge.JudgedMap;
import lucida.judge.Judgement;
import lucida.judge.Metric;
import lucida.judge.MetricStatement;
import lucida.judge.MetricUnit;
import lucida.judge.ScoreRequest;

/**
 * Effective complexity as Quantus has it, after Nguyen and Martínez, arXiv 2007.07584: how many cells have a magnitude above a threshold [ME 8].
 *
 * <p>Deviation: the threshold is a share of the largest magnitude, where Quantus takes an absolute one, which has no meaning across methods.
 *
 * @param threshold share of the largest magnitude
 */
public record EffectiveComplexity(double threshold) implements Metric {
  @Override
  public String name() { return "effective-complexity"; }

  @Override
  public MetricStatement statement() {
    return new MetricStatement("Effective complexity", "Nguyen, Martínez, 2020, arXiv 2007.07584", "[ME 8]",
        "The share of cells whose magnitude is above " + threshold + " of the largest.", Better.LOWER, MetricUnit.PERCENT,
        "0 to 100 %");
  }

  @Override
  public ScoreRequest of(JudgedMap judged) {
    return ScoreRequest.none(() -> {
      Tensor magnitudes = judged.shown().abs();
      double least = threshold * magnitudes.max(), above = 0;
      for (int e = 0; e < magnitudes.size(); e++) if (magnitudes.cell(e) > least) above++;
      return Judgement.of(100 * above / magnitudes.size());
    });
  }
}
