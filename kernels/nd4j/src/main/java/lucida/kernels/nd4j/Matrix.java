package lucida.kernels.nd4j;

import lucida.core.Precision;
import lucida.core.Storage;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A row-major matrix in native memory. To ND4J it is its transpose, column-major: the order in which BLAS copies nothing, since
 * (A B)ᵀ = Bᵀ Aᵀ.
 */
record Matrix(int rows, int columns, OffHeap transpose) implements AutoCloseable {
  /** Holding anything. */
  static Matrix uninitialized(Precision precision, int rows, int columns) {
    return new Matrix(rows, columns, OffHeap.uninitialized(precision, 'f', columns, rows));
  }

  /** Of the rows that begin at source[from], source[from + stride], …. */
  static Matrix copyOf(Storage source, int from, int rows, int columns, int stride) {
    Matrix copy = uninitialized(source.precision(), rows, columns);
    if (stride == columns) copy.transpose.put(0, source, from, rows * columns);
    else for (int row = 0; row < rows; row++) copy.transpose.put(row * columns, source, from + row * stride, columns);
    return copy;
  }

  /** The rows go to target[to], target[to + stride], …. */
  void copyTo(Storage target, int to, int stride) {
    if (stride == columns) transpose.get(0, target, to, rows * columns);
    else for (int row = 0; row < rows; row++) transpose.get(row * columns, target, to + row * stride, columns);
  }

  /** Modified: this = A B. */
  void product(Matrix A, Matrix B) {
    gemm(A, false, B, false, 0);
  }

  /** Modified: this = A Bᵀ. */
  void productRightTransposed(Matrix A, Matrix B) {
    gemm(A, false, B, true, 0);
  }

  /** Modified: this = this + A Bᵀ. */
  void addProductRightTransposed(Matrix A, Matrix B) {
    gemm(A, false, B, true, 1);
  }

  /** Modified: this = Aᵀ B. */
  void productLeftTransposed(Matrix A, Matrix B) {
    gemm(A, true, B, false, 0);
  }

  private void gemm(Matrix A, boolean transposeA, Matrix B, boolean transposeB, double old) {
    Nd4j.gemm(B.transpose.array(), A.transpose.array(), transpose.array(), transposeB, transposeA, 1, old);
  }

  /** Frees the cells. */
  @Override
  public void close() { transpose.close(); }
}
