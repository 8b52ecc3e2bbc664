package lucida.kernels.vector.matmul;

import java.util.Arrays;
import java.util.function.IntConsumer;
import lucida.core.kernel.MatrixProduct;
import lucida.core.kernel.Workers;
import lucida.kernels.vector.lanes.FloatScratch;
import lucida.kernels.vector.matmul.FloatFewRowsProduct.Matrix;

/** The three faces of the product of matrices, each the product C = A B of matrices that lie by rows or by columns. */
public final class FloatMatrixProduct {
  /** Fewer multiplications are done by plain loops. */
  private static final int PLAIN = 512;
  /** The largest number of rows or columns for which packing does not pay. */
  private static final int FEW = 8;

  private final Workers workers;
  private final FloatScratch scratch;
  private final FloatBlockedProduct blocked;
  private final FloatFewRowsProduct fewRows;

  public FloatMatrixProduct(Workers workers, FloatScratch scratch, FloatBlockedProduct blocked) {
    this.workers = workers;
    this.scratch = scratch;
    this.blocked = blocked;
    this.fewRows = new FloatFewRowsProduct(workers, scratch);
  }

  public void product(MatrixProduct g, float[] p, float[] q, float[] r) {
    run(new Side(p, g.m() * g.k(), g.k(), 1), new Side(q, g.k() * g.n(), g.n(), 1), r, g.batch(), g.m(), g.k(), g.n());
  }

  public void leftAdjoint(MatrixProduct g, float[] q, float[] r, float[] p) {
    run(new Side(r, g.m() * g.n(), g.n(), 1), new Side(q, g.k() * g.n(), 1, g.n()), p, g.batch(), g.m(), g.n(), g.k());
  }

  public void rightAdjoint(MatrixProduct g, float[] p, float[] r, float[] q) {
    run(new Side(p, g.m() * g.k(), 1, g.k()), new Side(r, g.m() * g.n(), g.n(), 1), q, g.batch(), g.k(), g.m(), g.n());
  }

  /** Cell (i, j) of item t is array[t·apart + i·down + j·right]. */
  private record Side(float[] array, int apart, int down, int right) {
    Matrix item(int t) { return new Matrix(array, t * apart, down, right); }

    Matrix transposed(int t) { return new Matrix(array, t * apart, right, down); }
  }

  /** C[t] = A[t] B[t], A m × k, B k × n. */
  private void run(Side a, Side b, float[] c, int items, int m, int k, int n) {
    long work = (long) items * m * n * k;
    if (work == 0) Arrays.fill(c, 0, items * m * n, 0);
    else if ((long) m * n * k <= PLAIN) items(items, work, t -> plain(a, b, c, t, m, k, n));
    else if (m <= FEW) items(items, work, t -> fewRows.run(a.item(t), b.item(t), new Matrix(c, t * m * n, n, 1), m, k, n));
    else if (n > FEW) blocked(a, b, c, items, m, k, n);
    else items(items, work, t -> fewRows.run(b.transposed(t), a.transposed(t), new Matrix(c, t * m * n, 1, n), n, k, m));
  }

  /** One after the other if each is shared out itself. */
  private void items(int items, long work, IntConsumer task) {
    workers.run(items, items < 4 ? 0 : work / 8, task);
  }

  private static void plain(Side a, Side b, float[] c, int t, int m, int k, int n) {
    for (int i = 0; i < m; i++)
      for (int j = 0; j < n; j++) {
        float sum = 0;
        int ao = t * a.apart + i * a.down;
        int bo = t * b.apart + j * b.right;
        for (int s = 0; s < k; s++, ao += a.right, bo += b.down) sum += a.array[ao] * b.array[bo];
        c[(t * m + i) * n + j] = sum;
      }
  }

  private void blocked(Side a, Side b, float[] c, int items, int m, int k, int n) {
    FloatMatrixPanels panels = new FloatMatrixPanels(b.array, FloatMatrices.of(b.array, items, b.apart, 0).starts(), b.down,
        b.right);
    FloatMatrices target = FloatMatrices.of(c, items, m * n, n);
    if (a.right == 1) {
      blocked.run(FloatMatrices.of(a.array, items, a.apart, a.down), panels, target, items, m, n, k);
      return;
    }
    int stride = (k + 15) / 16 * 16 + 16;
    float[] rows = scratch.take(items * m * stride);
    FloatTransposition.copy(workers, a.array, a.apart, a.down, a.right, rows, m * stride, stride, items, m, k);
    blocked.run(FloatMatrices.of(rows, items, m * stride, stride), panels, target, items, m, n, k);
    scratch.give(rows);
  }
}
