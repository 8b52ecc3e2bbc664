package lucida.core.kernel;

/** The extents of T(P, Q, R) = Σ P[b, m, k] · Q[b, k, n] · R[b, m, n]: R = P Q, P = R Qᵀ and Q = Pᵀ R are its three faces. */
public record MatrixProduct(int batch, int m, int k, int n) {
  /** Cells of P. */
  public int sizeP() { return batch * m * k; }

  /** Cells of Q. */
  public int sizeQ() { return batch * k * n; }

  /** Cells of R. */
  public int sizeR() { return batch * m * n; }
}
