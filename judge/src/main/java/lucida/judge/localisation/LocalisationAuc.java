package lucida.judge.localisation;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import lucida.core.Tensor;
import lucida.judge.Better;
import lucida.judge.Judgement;
import lucida.judge.MetricStatement;
import lucida.judge.MetricUnit;

/**
 * The area under the receiver operating characteristic of a map as a detector of the object's cells — Fawcett, Pattern Recognition Letters 27(8), 2006; the AUC of Quantus: the
 * probability that a cell on the object has a higher value than one beside it, ties half [ME 6].
 *
 * @param by what says where the objects are
 */
public record LocalisationAuc(TruthBy by) implements TruthMetric {
  @Override
  public String name() { return "localisation-auc" + by.suffix(); }

  @Override
  public MetricStatement statement() {
    return new MetricStatement("AUC", "Fawcett, Pattern Recognition Letters 27(8), 2006", "[ME 6]",
        "How often a cell in the object's " + by.words()
            + " has a higher value than one beside them: 0.5 for a map that knows nothing.",
        Better.HIGHER,
        MetricUnit.NUMBER, "0 to 1");
  }

  /** By Mann and Whitney: from the sum of the ranks of the cells on the object. */
  @Override
  public Judgement compare(Tensor L, Tensor truth) {
    double inside = truth.sum(), outside = truth.size() - inside;
    if (outside == 0) return Judgement.leftOut("the object fills the picture");
    int[] order = IntStream.range(0, L.size()).boxed().sorted(Comparator.comparingDouble(L::cell)).mapToInt(Integer::intValue)
        .toArray();
    double ranks = 0;
    for (int first = 0, end; first < order.length; first = end) {
      for (end = first + 1; end < order.length && L.cell(order[end]) == L.cell(order[first]);) end++;
      double rank = (first + 1 + end) / 2.0;
      ranks += rank * Arrays.stream(order, first, end).mapToDouble(truth::cell).sum();
    }
    return Judgement.of((ranks - inside * (inside + 1) / 2) / (inside * outside));
  }
}
