package lucida.judge.faithfulness;

import java.util.Arrays;
import java.util.stream.IntStream;
import lucida.core.RandomStream;
import lucida.core.Tensor;

/**
 * Noisy linear imputation — Rong, Leemann, Borisov, Kasneci, Kasneci, ICML 2022, arXiv 2202.00449: each missing pixel is the weighted mean of its eight neighbours,
 * missing ones among them, plus noise.
 *
 * <pre>
 *   Σ_v w_v (x_i − x_{i+v}) = 0 for every missing i,  w = 1/6 for the four direct and 1/12 for the four diagonal neighbours inside the picture
 * </pre>
 *
 * The matrix is that of a graph, symmetric and positive definite unless all pixels are missing. It is solved by conjugate gradients until the residual is
 * {@value #TOLERANCE} of the right-hand side, in float64. Deviation: the authors factorise the matrix.
 *
 * @param noise deviation of the gaussian noise, in the network's input space; 0.01 in the paper
 */
record NoisyLinearImputation(double noise) {
  static final double TOLERANCE = 1e-8;
  private static final double DIRECT = 1 / 6.0;
  private static final double DIAGONAL = 1 / 12.0;

  /** x with the missing pixels filled in. Where all are missing they are 0, and noise. */
  Tensor of(Tensor x, boolean[] missing, RandomStream draws) {
    int H = x.shape().extent(1), W = x.shape().extent(2), Z = H * W;
    double[] filled = x.toDoubles();
    for (int c = 0; c < x.shape().extent(0); c++) {
      double[] solved = solved(Arrays.copyOfRange(filled, c * Z, (c + 1) * Z), missing, H, W);
      for (int e = 0; e < Z; e++) if (missing[e]) filled[c * Z + e] = solved[e] + noise * draws.gaussian(c * Z + e);
    }
    return Tensor.filled(x.shape(), x.precision(), e -> filled[e]);
  }

  /** By conjugate gradients from 0. Not modified: plane. */
  private static double[] solved(double[] plane, boolean[] missing, int H, int W) {
    double[] known = new double[H * W], x = new double[H * W];
    for (int e = 0; e < known.length; e++) known[e] = missing[e] ? 0 : plane[e];
    double[] r = IntStream.range(0, H * W).mapToDouble(e -> missing[e] ? -residual(known, e, H, W) : 0).toArray(), d = r.clone();
    double before = dot(r, r), enough = before * TOLERANCE * TOLERANCE;
    for (int step = 0; before > enough && step < H * W; step++) {
      double[] Ad = new double[H * W];
      for (int e = 0; e < Ad.length; e++) if (missing[e]) Ad[e] = residual(d, e, H, W);
      double alpha = before / dot(d, Ad);
      for (int e = 0; e < x.length; e++) {
        x[e] += alpha * d[e];
        r[e] -= alpha * Ad[e];
      }
      double after = dot(r, r);
      for (int e = 0; e < d.length; e++) d[e] = r[e] + after / before * d[e];
      before = after;
    }
    return x;
  }

  private static double dot(double[] a, double... b) {
    double sum = 0;
    for (int e = 0; e < a.length; e++) sum += a[e] * b[e];
    return sum;
  }

  /** Σ_v w_v (x_e − x_{e+v}). */
  private static double residual(double[] x, int e, int H, int W) {
    int i = e / W, j = e % W;
    double sum = 0;
    for (int u = Math.max(0, i - 1); u <= Math.min(H - 1, i + 1); u++)
      for (int v = Math.max(0, j - 1); v <= Math.min(W - 1, j + 1); v++)
        sum += (u == i || v == j ? DIRECT : DIAGONAL) * (x[e] - x[u * W + v]);
    return sum;
  }
}
