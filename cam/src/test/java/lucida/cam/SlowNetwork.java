package lucida.cam;

import java.util.Map;
import lucida.core.Tensor;

/**
 * The network of {@link Example#GAP} in plain loops: a picture [3, 12, 12], z1 = conv 3×3 of it, [4, 12, 12], z2 = conv 3×3 with stride 2 of
 * relu(z1), [5, 6, 6], S = fc · mean(relu(z2)) + b.
 */
public final class SlowNetwork {
  /** What a ReLU sends down when f went in and R arrives from above. */
  public interface Rule {
    double send(double f, double R);
  }

  /** BP 1. */
  public static final Rule GRADIENT = (f, R) -> f > 0 ? R : 0;

  /** What arrives at z1 and at z2, and R at the pixels. */
  public record Down(double[] x, double[] z1, double[] z2) {}

  /** The first probe's. */
  public static final SlowNetwork GAP = new SlowNetwork(Example.GAP.model().weights().tensors());

  public final double[] b1;
  public final double[] b2;
  public final double[] b;
  private final double[] w1;
  private final double[] w2;
  private final double[] fc;

  private SlowNetwork(Map<String, Tensor> weights) {
    w1 = weights.get("conv1.weight").toDoubles();
    b1 = weights.get("conv1.bias").toDoubles();
    w2 = weights.get("conv2.weight").toDoubles();
    b2 = weights.get("conv2.bias").toDoubles();
    fc = weights.get("fc.weight").toDoubles();
    b = weights.get("fc.bias").toDoubles();
  }

  /** z[o, i, j] = b[o] + Σ_cuv w[o, c, u, v] · x[c, i·s + u − 1, j·s + v − 1]. */
  private static double[] convolve(double[] x, int C, int H, double[] w, double[] b, int s) {
    int I = H / s;
    double[] z = new double[b.length * I * I];
    for (int o = 0; o < b.length; o++)
      for (int i = 0; i < I; i++)
        for (int j = 0; j < I; j++) {
          double sum = b[o];
          for (int c = 0; c < C; c++)
            for (int u = 0; u < 3; u++)
              for (int v = 0; v < 3; v++) {
                int row = i * s + u - 1, column = j * s + v - 1;
                if (row >= 0 && row < H && column >= 0 && column < H)
                  sum += w[((o * C + c) * 3 + u) * 3 + v] * x[(c * H + row) * H + column];
              }
          z[(o * I + i) * I + j] = sum;
        }
    return z;
  }

  /** What a convolution sends down: x̄ of z̄. */
  private static double[] down(double[] zBar, int O, int C, int H, double[] w, int s) {
    int I = H / s;
    double[] xBar = new double[C * H * H];
    for (int o = 0; o < O; o++)
      for (int i = 0; i < I; i++)
        for (int j = 0; j < I; j++)
          for (int c = 0; c < C; c++)
            for (int u = 0; u < 3; u++)
              for (int v = 0; v < 3; v++) {
                int row = i * s + u - 1, column = j * s + v - 1;
                if (row >= 0 && row < H && column >= 0 && column < H)
                  xBar[(c * H + row) * H + column] += w[((o * C + c) * 3 + u) * 3 + v] * zBar[(o * I + i) * I + j];
              }
    return xBar;
  }

  private static double[] relu(double[] z) {
    double[] y = new double[z.length];
    for (int e = 0; e < z.length; e++) y[e] = Math.max(z[e], 0);
    return y;
  }

  private double[] z1(double[] x) { return convolve(x, 3, 12, w1, b1, 1); }

  private double[] z2(double[] x) { return convolve(relu(z1(x)), 4, 12, w2, b2, 2); }

  /** S^m of all classes. */
  public double[] scores(double[] x) {
    double[] A = relu(z2(x));
    double[] S = b.clone();
    for (int m = 0; m < S.length; m++)
      for (int k = 0; k < 5; k++) for (int ij = 0; ij < 36; ij++) S[m] += fc[m * 5 + k] * A[k * 36 + ij] / 36;
    return S;
  }

  /** p^c. */
  public double probability(double[] x, int c) {
    double[] S = scores(x);
    double sum = 0;
    for (double s : S) sum += Math.exp(s);
    return Math.exp(S[c]) / sum;
  }

  /** From S^c down to the pixels, with a rule at both ReLUs. */
  public Down sweep(double[] x, int c, Rule rule) {
    double[] z1 = z1(x), z2 = z2(x);
    double[] R2 = new double[5 * 36];
    for (int e = 0; e < R2.length; e++) R2[e] = rule.send(z2[e], fc[c * 5 + e / 36] / 36);
    double[] R1 = down(R2, 5, 4, 12, w2, 2);
    for (int e = 0; e < R1.length; e++) R1[e] = rule.send(z1[e], R1[e]);
    return new Down(down(R1, 4, 3, 12, w1, 1), R1, R2);
  }

  /** ∂S^c/∂x. */
  public double[] gradient(double[] x, int c) { return sweep(x, c, GRADIENT).x(); }

  /** ∂p^c/∂x = p^c (∂S^c/∂x − Σ_m p^m ∂S^m/∂x). */
  public double[] gradientOfProbability(double[] x, int c) {
    double[] g = gradient(x, c);
    double p = probability(x, c);
    double[] mean = new double[g.length];
    for (int m = 0; m < 4; m++) {
      double[] gm = gradient(x, m);
      for (int e = 0; e < g.length; e++) mean[e] += probability(x, m) * gm[e];
    }
    for (int e = 0; e < g.length; e++) g[e] = p * (g[e] - mean[e]);
    return g;
  }
}
