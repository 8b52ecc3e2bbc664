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

  /**
   * Of some filters side by side, tap t of filter f at w[t·width + f]: value (i, j) goes to[at + (i·points + j)·next + f]. half: room for
   * points · 3 · width.
   */
  static void values(double[][] G, double[] w, double[] half, int width, float[] to, int at, int next) {
    int points = G.length;
    for (int i = 0; i < points; i++)
      for (int v = 0; v < 3; v++) combine(G[i], w, v * width, 3 * width, half, (i * 3 + v) * width, width);
    for (int i = 0; i < points; i++)
      for (int j = 0; j < points; j++) round(G[j], half, i * 3 * width, width, to, at + (i * points + j) * next);
  }

  private static void combine(double[] g, double[] w, int at, int step, double[] to, int out, int width) {
    for (int f = 0; f < width; f++) to[out + f] = g[0] * w[at + f] + g[1] * w[at + step + f] + g[2] * w[at + 2 * step + f];
  }

  private static void round(double[] g, double[] half, int at, int width, float[] to, int out) {
    for (int f = 0; f < width; f++)
      to[out + f] = (float) (half[at + f] * g[0] + half[at + width + f] * g[1] + half[at + 2 * width + f] * g[2]);
  }
}
