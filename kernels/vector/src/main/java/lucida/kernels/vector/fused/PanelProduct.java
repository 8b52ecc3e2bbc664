package lucida.kernels.vector.fused;

import lucida.kernels.vector.matmul.FloatMicroKernel;

/** C = A B or C += A B for many rows and one panel of B: the rows in blocks of six, four and one. */
final class PanelProduct {
  /** Blocks of four for each remainder of the rows modulo six, so that few single rows are left. */
  private static final int[] FOURS = {0, 0, 2, 2, 1, 1};

  private PanelProduct() {}

  /** Panels that columns take. */
  static int panels(int columns) {
    return (columns + FloatMicroKernel.WIDTH - 1) / FloatMicroKernel.WIDTH;
  }

  /** How many blocks of four rows go before those of six. */
  static int fours(int rows) {
    return rows < 8 && rows % 6 < 4 ? 0 : FOURS[rows % 6];
  }

  /** C = A B: A rows × depth at a[ao], row after row lda apart; B one panel at b[bo]; C rows ldc apart; columns L or 2·L. */
  static void multiply(int rows, int columns, int depth, float[] a, int ao, int lda, float[] b, int bo, float[] c, int co,
      int ldc) {
    multiply(rows, columns, depth, a, ao, lda, b, bo, c, co, ldc, true, c);
  }

  /** C = A B, or C += A B unless fresh. edge: room for a block of registers. */
  static void multiply(int rows, int columns, int depth, float[] a, int ao, int lda, float[] b, int bo, float[] c, int co, int ldc,
      boolean fresh, float[] edge) {
    int fours = fours(rows);
    int r = 0;
    for (; fours > 0; fours--, r += 4)
      FloatMicroKernel.multiply(4, columns, depth, a, ao + r * lda, lda, b, bo, c, co + r * ldc, ldc, fresh, edge);
    for (; r + 6 <= rows; r += 6)
      FloatMicroKernel.multiply(6, columns, depth, a, ao + r * lda, lda, b, bo, c, co + r * ldc, ldc, fresh, edge);
    for (; r < rows; r++)
      FloatMicroKernel.multiply(1, columns, depth, a, ao + r * lda, lda, b, bo, c, co + r * ldc, ldc, fresh, edge);
  }
}
