package lucida.cam;

import static org.junit.jupiter.api.Assertions.assertEquals;

import lucida.core.Tensor;

/** The papers' sums in plain loops, for tests: nothing here uses the engine. */
public final class Slow {
  /**
   * Of sums of at most some hundred products in float64, relative to the largest cell: their rounding, n·2⁻⁵³, is a tenth of this at the
   * most.
   */
  public static final double ROUNDING = 1e-12;

  private Slow() {}

  /** [K, h, w] as arrays. */
  public static double[][][] cells(Tensor A) {
    double[][][] cells = new double[A.shape().extent(0)][A.shape().extent(1)][A.shape().extent(2)];
    for (int k = 0; k < cells.length; k++)
      for (int i = 0; i < cells[k].length; i++) for (int j = 0; j < cells[k][i].length; j++) cells[k][i][j] = A.at(k, i, j);
    return cells;
  }

  /** Σ_k w_k A^k. */
  public static double[][] weighted(double[] w, double[][][] A) {
    double[][] L = new double[A[0].length][A[0][0].length];
    for (int k = 0; k < w.length; k++)
      for (int i = 0; i < L.length; i++) for (int j = 0; j < L[i].length; j++) L[i][j] += w[k] * A[k][i][j];
    return L;
  }

  public static double mean(double[][] a) {
    return sum(a) / (a.length * a[0].length);
  }

  public static double sum(double[][] a) {
    double sum = 0;
    for (double[] row : a) for (double v : row) sum += v;
    return sum;
  }

  public static double max(double[][] a) {
    double max = Double.NEGATIVE_INFINITY;
    for (double[] row : a) for (double v : row) max = Math.max(max, v);
    return max;
  }

  public static double min(double[][] a) {
    double min = Double.POSITIVE_INFINITY;
    for (double[] row : a) for (double v : row) min = Math.min(min, v);
    return min;
  }

  public static double[][] relu(double[][] a) {
    double[][] y = new double[a.length][a[0].length];
    for (int i = 0; i < y.length; i++) for (int j = 0; j < y[i].length; j++) y[i][j] = Math.max(0, a[i][j]);
    return y;
  }

  /** Up: bilinear, centres at i + ½, edges clamped. */
  public static double[][] up(double[][] a, int H, int W) {
    double[][] y = new double[H][W];
    for (int i = 0; i < H; i++)
      for (int j = 0; j < W; j++) {
        double u = Math.clamp((i + 0.5) * a.length / H - 0.5, 0, a.length - 1.0);
        double v = Math.clamp((j + 0.5) * a[0].length / W - 0.5, 0, a[0].length - 1.0);
        int top = (int) u;
        int left = (int) v;
        int bottom = Math.min(top + 1, a.length - 1);
        int right = Math.min(left + 1, a[0].length - 1);
        y[i][j] = (1 - u + top) * ((1 - v + left) * a[top][left] + (v - left) * a[top][right])
            + (u - top) * ((1 - v + left) * a[bottom][left] + (v - left) * a[bottom][right]);
      }
    return y;
  }

  /** softmax of some numbers. */
  public static double[] softmax(double[] C) {
    double sum = 0;
    for (double c : C) sum += Math.exp(c);
    double[] w = new double[C.length];
    for (int k = 0; k < w.length; k++) w[k] = Math.exp(C[k]) / sum;
    return w;
  }

  /** A map is this one, to a fraction of its largest cell. */
  public static void assertClose(double[][] expected, Tensor map, double relative) {
    double largest = Math.max(max(expected), -min(expected));
    assertEquals(lucida.core.Shape.of(expected.length, expected[0].length), map.shape());
    for (int i = 0; i < expected.length; i++)
      for (int j = 0; j < expected[i].length; j++)
        assertEquals(expected[i][j], map.at(i, j), relative * largest, "at " + i + ", " + j);
  }

  /** Two maps are one, to a fraction of the largest cell. */
  public static void assertClose(Tensor expected, Tensor map, double relative) {
    assertEquals(expected.shape(), map.shape());
    assertEquals(0, expected.minus(map).abs().max(), relative * expected.abs().max());
  }
}
