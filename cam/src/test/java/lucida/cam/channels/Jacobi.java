package lucida.cam.channels;

import lucida.core.Tensor;

/** Singular values and right singular vectors of channels [K, h, w] as a matrix [Z, K], by one-sided Jacobi rotations (Hestenes 1958). */
final class Jacobi {
  /** The columns, turned until each two are orthogonal: u_k σ_k. */
  private final double[][] columns;
  /** V, column by column. */
  private final double[][] v;

  Jacobi(Tensor channels) {
    int K = channels.shape().extent(0);
    int Z = channels.size() / K;
    columns = new double[K][Z];
    v = new double[K][K];
    for (int k = 0; k < K; k++) {
      for (int z = 0; z < Z; z++) columns[k][z] = channels.cell(k * Z + z);
      v[k][k] = 1;
    }
    for (int sweep = 0; sweep < 60; sweep++) for (int p = 0; p < K; p++) for (int q = p + 1; q < K; q++) rotate(p, q);
  }

  private void rotate(int p, int q) {
    double pq = dot(columns[p], columns[q]);
    if (pq == 0) return;
    double zeta = (dot(columns[q], columns[q]) - dot(columns[p], columns[p])) / (2 * pq);
    double t = Math.copySign(1, zeta) / (Math.abs(zeta) + Math.hypot(1, zeta));
    double cos = 1 / Math.hypot(1, t);
    turn(columns[p], columns[q], cos, cos * t);
    turn(v[p], v[q], cos, cos * t);
  }

  private static void turn(double[] a, double[] b, double cos, double sin) {
    for (int i = 0; i < a.length; i++) {
      double ai = a[i];
      a[i] = cos * ai - sin * b[i];
      b[i] = sin * ai + cos * b[i];
    }
  }

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) sum += a[i] * b[i];
    return sum;
  }

  /** The vector of the largest singular value, its entry of largest magnitude positive. */
  double[] leading() {
    int first = 0;
    for (int k = 1; k < v.length; k++) if (dot(columns[k], columns[k]) > dot(columns[first], columns[first])) first = k;
    double[] leading = v[first].clone();
    double largest = 0;
    for (double e : leading) if (Math.abs(e) > Math.abs(largest)) largest = e;
    for (int k = 0; k < leading.length; k++) leading[k] *= Math.signum(largest);
    return leading;
  }
}
