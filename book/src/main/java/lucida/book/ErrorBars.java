package lucida.book;

import java.util.stream.IntStream;
import lucida.core.Tensor;
import lucida.judge.statistics.Student;

/**
 * A 95 % confidence interval at every cell of an estimate.
 *
 * @param low its lower end, of the estimate's shape; −∞ where it is the whole line
 * @param high its upper end
 */
public record ErrorBars(Tensor low, Tensor high) {
  /** How often such an interval holds what is estimated. */
  public static final double CONFIDENCE = 0.95;

  /** mean ± t √variance, with Student's t for n samples. */
  static ErrorBars around(Tensor mean, Tensor variance, int n) {
    Tensor half = variance.map(Math::sqrt).scale(Student.t(n - 1));
    return new ErrorBars(mean.minus(half), mean.plus(half));
  }

  /**
   * What they are worth, over the cells whose exact value is known and not 0.
   *
   * @param exact what is estimated
   * @param rounding how far relative to itself an exact value may lie outside: where an estimate has no variance its interval is one number, and rounded
   */
  public Coverage coverage(Tensor exact, double rounding) {
    int[] cells = IntStream.range(0, low.size()).filter(e -> Math.abs(exact.cell(e)) > 0).toArray();
    double[] widths = IntStream.of(cells).mapToDouble(e -> (high.cell(e) - low.cell(e)) / 2 / Math.abs(exact.cell(e))).toArray();
    double bounded = IntStream.of(cells).filter(e -> Double.isFinite(low.cell(e))).count();
    double holding = IntStream.of(cells).filter(e -> holds(e, exact.cell(e), rounding * Math.abs(exact.cell(e)))).count();
    return new Coverage(Distribution.of(Tensor.vector(widths)).median(), bounded / cells.length, holding / cells.length);
  }

  private boolean holds(int e, double value, double slack) {
    return value + slack >= low.cell(e) && value - slack <= high.cell(e);
  }
}
