package lucida.judge.localisation;

import java.util.Arrays;
import lucida.core.Tensor;

/** The cells of a map with the highest values. */
final class TopCells {
  private TopCells() {}

  /** How many of the k highest cells lie in the truth, which is 1 there and 0 elsewhere; cells that share the last place count in equal parts. */
  static double inside(Tensor L, Tensor truth, int k) {
    double[] sorted = L.toDoubles();
    Arrays.sort(sorted);
    double last = sorted[sorted.length - k];
    double above = 0, insideAbove = 0, equal = 0, insideEqual = 0;
    for (int e = 0; e < L.size(); e++) {
      double v = L.cell(e), t = truth.cell(e);
      if (v > last) {
        above++;
        insideAbove += t;
      } else if (v == last) {
        equal++;
        insideEqual += t;
      }
    }
    return insideAbove + (k - above) * insideEqual / equal;
  }
}
