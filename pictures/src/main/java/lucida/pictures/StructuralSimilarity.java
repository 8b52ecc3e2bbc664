package lucida.pictures;

import java.util.function.IntToDoubleFunction;
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
    Tensor along = Tensor.filled(x.shape(), x.precision(), e -> weighed(e % w, w, v -> x.cell(e - e % w + v)));
    return Tensor.filled(x.shape(), x.precision(), e -> weighed(e / w, h, u -> along.cell(u * w + e % w)));
  }

  private static double weighed(int centre, int n, IntToDoubleFunction line) {
    double sum = 0, weights = 0;
    for (int v = Math.max(0, centre - REACH); v <= Math.min(n - 1, centre + REACH); v++) {
      double away = (v - centre) / SIGMA, weight = Math.exp(-away * away / 2);
      sum += weight * line.applyAsDouble(v);
      weights += weight;
    }
    return sum / weights;
  }
}
