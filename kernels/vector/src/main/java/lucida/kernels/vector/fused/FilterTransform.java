package lucida.kernels.vector.fused;

import lucida.core.kernel.ConvolutionAlgorithm;

/**
 * G w Gᵀ of filters with 3 × 3 taps, in double and rounded once. The row of point p in G is (1, p, p²)/M′(p) with M(x) = Π (x − p), that of ∞
 * is (0, 0, 1).
 */
final class FilterTransform {
  private static final double[][] SMALL = rows(0, 1, -1);
  private static final double[][] LARGE = rows(0, 0.625, -0.625, 1.5, -1.5);

  private FilterTransform() {}

  private static double[][] rows(double... points) {
    double[][] G = new double[points.length + 1][];
    for (int i = 0; i < points.length; i++) {
      double slope = 1;
      for (int j = 0; j < points.length; j++) if (j != i) slope *= points[i] - points[j];
      G[i] = new double[]{1 / slope, points[i] / slope, points[i] * points[i] / slope};
    }
    G[points.length] = new double[]{0, 0, 1};
    return G;
  }

  static double[][] matrix(ConvolutionAlgorithm algorithm) {
    return algorithm == ConvolutionAlgorithm.WINOGRAD_2 ? SMALL : LARGE;
  }

  /** Value (i, j) of the filter w goes to[at + (i·points + j)·next]. half: room for points · 3. */
  static void values(double[][] G, double[] w, double[] half, float[] to, int at, int next) {
    int points = G.length;
    for (int i = 0; i < points; i++)
      for (int v = 0; v < 3; v++) half[i * 3 + v] = G[i][0] * w[v] + G[i][1] * w[3 + v] + G[i][2] * w[6 + v];
    for (int i = 0; i < points; i++)
      for (int j = 0; j < points; j++)
        to[at + (i * points + j) * next] = (float) (half[i * 3] * G[j][0] + half[i * 3 + 1] * G[j][1] + half[i * 3 + 2] * G[j][2]);
  }
}
