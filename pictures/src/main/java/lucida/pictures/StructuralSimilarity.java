package lucida.pictures;

import java.util.stream.IntStream;
import lucida.core.Tensor;

/**
 * SSIM — Wang, Bovik, Sheikh, Simoncelli, IEEE Transactions on Image Processing 13(4), 2004, equation 13, around each position:
 *
 * <pre>
 *   (2 μ_a μ_b + c1) (2 σ_ab + c2) / ((μ_a² + μ_b² + c1) (σ_a² + σ_b² + c2)),  c1 = (0.01 L)², c2 = (0.03 L)²
 * </pre>
 *
 * Deviation: the Gaussian window, σ = 1.5 and 11×11, is cut at the border and its weights are brought back to the sum 1, where the paper leaves
 * out positions whose window sticks out: a map may be smaller than the window.
 *
 * @param L the range that values can have
 */
record StructuralSimilarity(double L) {
  private static final double K1 = 0.01;
  private static final double K2 = 0.03;
  private static final double SIGMA = 1.5;
  private static final int REACH = 5;
  /** By the distance from the centre. */
  private static final double[] WINDOW = IntStream.rangeClosed(0, REACH)
      .mapToDouble(away -> Math.exp(-(away / SIGMA) * (away / SIGMA) / 2))
      .toArray();

  /** Of two maps [h, w]: [h, w] in float64. */
  Tensor of(Tensor a, Tensor b) {
    Tensor x = Tensor.of(a.shape(), a.toDoubles()), y = Tensor.of(b.shape(), b.toDoubles());
    Tensor muA = windowed(x), muB = windowed(y);
    Tensor varA = windowed(x.times(x)).minus(muA.times(muA)), varB = windowed(y.times(y)).minus(muB.times(muB));
    Tensor cov = windowed(x.times(y)).minus(muA.times(muB));
    double c1 = K1 * L * K1 * L, c2 = K2 * L * K2 * L;
    Tensor means = muA.times(muB).map(v -> 2 * v + c1).over(muA.times(muA).plus(muB.times(muB)).map(v -> v + c1));
    Tensor spreads = cov.map(v -> 2 * v + c2).over(varA.plus(varB).map(v -> v + c2));
    return means.times(spreads);
  }

  /** The mean under the window around each cell: along rows, then along columns. */
  private static Tensor windowed(Tensor x) {
    int h = x.shape().extent(0), w = x.shape().extent(1);
    return Tensor.of(x.shape(), weighed(weighed(x.toDoubles(), h, w, 1, w), w, h, w, 1));
  }

  /**
   * The weighted means along lines of cells. Not modified.
   *
   * @param x the cells
   * @param lines how many lines there are
   * @param n cells of a line
   * @param step from a cell of a line to the next
   * @param between from a line to the next
   */
  private static double[] weighed(double[] x, int lines, int n, int step, int between) {
    double[] means = new double[x.length];
    for (int line = 0; line < lines; line++)
      for (int centre = 0; centre < n; centre++) {
        double sum = 0, weights = 0;
        for (int v = Math.max(0, centre - REACH); v <= Math.min(n - 1, centre + REACH); v++) {
          double weight = WINDOW[Math.abs(v - centre)];
          sum += weight * x[line * between + v * step];
          weights += weight;
        }
        means[line * between + centre * step] = sum / weights;
      }
    return means;
  }
}
