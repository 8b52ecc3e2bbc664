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
 * Complexity — Bhatt, Weller, Moura, IJCAI 2020, arXiv 2005.00631: the entropy of the shares of the cells' magnitudes [ME 8].
 *
 * <pre>
 *   −Σ_i P_i log P_i,  P_i = |L_i| / Σ_j |L_j|
 * </pre>
 */
public record Complexity() implements Metric {
  @Override
  public String name() { return "complexity"; }

  @Override
  public MetricStatement statement() {
    return new MetricStatement("Complexity", "Bhatt, Weller, Moura, IJCAI 2020, arXiv 2005.00631", "[ME 8]",
        "The entropy of the map: 0 if one cell has all of it, log of the number of cells if all have the same.", Better.LOWER,
        MetricUnit.NUMBER,
        "0 to the logarithm of the number of pixels");
  }

  @Override
  public ScoreRequest of(JudgedMap judged) {
    return ScoreRequest.none(() -> {
      Tensor magnitudes = judged.shown().abs();
      double all = magnitudes.sum(), entropy = 0;
      if (all == 0) return Judgement.leftOut("the map is 0 everywhere");
      for (int e = 0; e < magnitudes.size(); e++) {
        double share = magnitudes.cell(e) / all;
        if (share > 0) entropy -= share * Math.log(share);
      }
      return Judgement.of(entropy);
    });
  }
}
