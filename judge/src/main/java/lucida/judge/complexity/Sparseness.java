package lucida.judge.complexity;

import java.util.Arrays;
import lucida.judge.Better;
import lucida.judge.JudgedMap;
import lucida.judge.Judgement;
import lucida.judge.Metric;
import lucida.judge.MetricStatement;
import lucida.judge.MetricUnit;
import lucida.judge.ScoreRequest;

/**
 * Sparseness — Chalasani, Chen, Chowdhury, Jha, Wu, ICML 2020, arXiv 1810.06583: the Gini index of the cells' magnitudes, v_1 ≤ … ≤ v_d [ME 8].
 *
 * <pre>
 *   G = 1 − 2 Σ_k (v_k / ‖v‖₁) · (d − k + ½) / d
 * </pre>
 */
public record Sparseness() implements Metric {
  @Override
  public String name() { return "sparseness"; }

  @Override
  public MetricStatement statement() {
    return new MetricStatement("Sparseness", "Chalasani, Chen, Chowdhury, Jha, Wu, ICML 2020, arXiv 1810.06583", "[ME 8]",
        "The Gini index of the map: 0 if all cells have the same, near 1 if few have all of it.", Better.HIGHER, MetricUnit.NUMBER,
        "0 to 1");
  }

  @Override
  public ScoreRequest of(JudgedMap judged) {
    return ScoreRequest.none(() -> {
      double[] v = judged.shown().abs().toDoubles();
      Arrays.sort(v);
      double all = Arrays.stream(v).sum(), sum = 0;
      if (all == 0) return Judgement.leftOut("the map is 0 everywhere");
      for (int k = 1; k <= v.length; k++) sum += v[k - 1] / all * (v.length - k + 0.5) / v.length;
      return Judgement.of(1 - 2 * sum);
    });
  }
}
