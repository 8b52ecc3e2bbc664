package lucida.cam;

import lucida.core.Tensor;

/**
 * The heads of {@link Example} with their derivatives by A, by the chain rule written out for each. z = U A + b, or of the pooled A; the
 * scores are S^m = Σ_q V_mq σ(z_q) + d_m.
 */
public final class Head {
  private final Example example;
  private final Probe probe;
  private final double[][][] A;

  public Head(Example example, Probe probe) {
    this.example = example;
    this.probe = probe;
    this.A = Slow.cells(probe.activations());
  }

  private Tensor weight(String name) {
    return probe.subject().model().weights().tensors().get(name);
  }

  /** g^m = ∂S^m/∂A. */
  public double[][][] gradient(int m) {
    return switch (example) {
      case GAP -> each((k, _, _) -> weight("fc.weight").at(m, k) / (A[0].length * A[0][0].length));
      case DENSE -> {
        double[] z = z();
        yield each((k, i, j) -> {
          double g = 0;
          if (isLargest(k, i, j))
            for (int q = 0; q < z.length; q++)
              if (z[q] > 0) g += weight("fc2.weight").at(m, q) * weight("fc1.weight").at(q, (k * 3 + i / 2) * 3 + j / 2);
          return g;
        });
      }
      case SMOOTH -> {
        double[] z = z();
        yield each((k, i, j) -> {
          double g = 0;
          for (int q = 0; q < z.length; q++) g += weight("fc2.weight").at(m, q) * sech2(z[q]) * U(q, k, i, j);
          return g;
        });
      }
    };
  }

  /** (∂²S^m/∂A²) A of the smooth head: Σ_q V_mq tanh''(z_q) U_q ⟨U_q, A⟩, tanh'' = −2 tanh sech². */
  public double[][][] hessianTimesA(int m) {
    double[] z = z();
    return each((k, i, j) -> {
      double h = 0;
      for (int q = 0; q < z.length; q++)
        h += weight("fc2.weight").at(m, q) * -2 * Math.tanh(z[q]) * sech2(z[q]) * U(q, k, i, j)
            * (z[q] - weight("fc1.bias").cell(q));
      return h;
    });
  }

  /** What fc1 gives. */
  private double[] z() {
    double[] z = weight("fc1.bias").toDoubles();
    for (int q = 0; q < z.length; q++)
      for (int k = 0; k < A.length; k++)
        for (int i = 0; i < A[k].length; i++)
          for (int j = 0; j < A[k][i].length; j++)
            if (example == Example.SMOOTH) z[q] += U(q, k, i, j) * A[k][i][j];
            else if (isLargest(k, i, j)) z[q] += weight("fc1.weight").at(q, (k * 3 + i / 2) * 3 + j / 2) * A[k][i][j];
    return z;
  }

  private double U(int q, int k, int i, int j) {
    return weight("fc1.weight").at(q, (k * 6 + i) * 6 + j);
  }

  /** Whether the max pooling takes this cell of its 2×2: the first of the largest. */
  private boolean isLargest(int k, int i, int j) {
    for (int u = i / 2 * 2; u < i / 2 * 2 + 2; u++)
      for (int v = j / 2 * 2; v < j / 2 * 2 + 2; v++) {
        boolean before = u < i || u == i && v < j;
        if (before ? A[k][u][v] >= A[k][i][j] : A[k][u][v] > A[k][i][j]) if (u != i || v != j) return false;
      }
    return true;
  }

  private static double sech2(double z) { return 1 / (Math.cosh(z) * Math.cosh(z)); }

  private interface Cell {
    double at(int k, int i, int j);
  }

  private double[][][] each(Cell cell) {
    double[][][] y = new double[A.length][A[0].length][A[0][0].length];
    for (int k = 0; k < y.length; k++)
      for (int i = 0; i < y[k].length; i++) for (int j = 0; j < y[k][i].length; j++) y[k][i][j] = cell.at(k, i, j);
    return y;
  }
}
