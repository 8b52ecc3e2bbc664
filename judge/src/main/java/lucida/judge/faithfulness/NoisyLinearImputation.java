package lucida.judge.faithfulness;

import java.util.function.IntToDoubleFunction;
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
    double[] filled = x.toDoubles(), m = framed(H, W, e -> missing[e] ? 1 : 0), inside = framed(H, W, _ -> 1);
    for (int c = 0; c < x.shape().extent(0); c++) {
      int first = c * Z;
      double[] known = framed(H, W, e -> missing[e] ? 0 : filled[first + e]),
          solved = solved(known, m, neighbours(inside, W + 2), W + 2);
      for (int e = 0; e < Z; e++)
        if (missing[e]) filled[first + e] = solved[(e / W + 1) * (W + 2) + e % W + 1] + noise * draws.gaussian(first + e);
    }
    return Tensor.filled(x.shape(), x.precision(), e -> filled[e]);
  }

  /** In a frame of zeros, row by row: outside the picture there is nothing. */
  private static double[] framed(int H, int W, IntToDoubleFunction cell) {
    double[] framed = new double[(H + 2) * (W + 2)];
    for (int e = 0; e < H * W; e++) framed[(e / W + 1) * (W + 2) + e % W + 1] = cell.applyAsDouble(e);
    return framed;
  }

  /**
   * By conjugate gradients from 0: A d = m ∘ (weights ∘ d − Σ_v w_v d_v), the right-hand side m ∘ Σ_v w_v known_v.
   *
   * @param m 1 where a pixel is missing
   * @param weights Σ_v w_v of the neighbours inside the picture
   */
  private static double[] solved(double[] known, double[] m, double[] weights, int w) {
    double[] x = new double[m.length], r = neighbours(known, w), d = new double[m.length], Ad = new double[m.length];
    for (int e = 0; e < r.length; e++) d[e] = r[e] *= m[e];
    double before = dot(r, r), enough = before * TOLERANCE * TOLERANCE;
    for (int step = 0; before > enough && step < m.length; step++) {
      fillNeighbours(d, w, Ad);
      for (int e = 0; e < Ad.length; e++) Ad[e] = m[e] * (weights[e] * d[e] - Ad[e]);
      double alpha = before / dot(d, Ad);
      for (int e = 0; e < x.length; e++) x[e] += alpha * d[e];
      for (int e = 0; e < r.length; e++) r[e] -= alpha * Ad[e];
      double after = dot(r, r), beta = after / before;
      for (int e = 0; e < d.length; e++) d[e] = r[e] + beta * d[e];
      before = after;
    }
    return x;
  }

  /** Σ_v w_v x_{e+v} inside the frame; what is in the frame itself means nothing. */
  private static double[] neighbours(double[] x, int w) {
    double[] sum = new double[x.length];
    fillNeighbours(x, w, sum);
    return sum;
  }

  /** The same into an array that is there. */
  private static void fillNeighbours(double[] x, int w, double[] sum) {
    for (int e = w + 1; e < x.length - w - 1; e++)
      sum[e] = DIRECT * (x[e - 1] + x[e + 1] + x[e - w] + x[e + w])
          + DIAGONAL * (x[e - w - 1] + x[e - w + 1] + x[e + w - 1] + x[e + w + 1]);
  }

  private static double dot(double[] a, double... b) {
    double sum = 0;
    for (int e = 0; e < a.length; e++) sum += a[e] * b[e];
    return sum;
  }
}
