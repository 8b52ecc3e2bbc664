package lucida.kernels.vector.matmul;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * What the registers hold of a matrix product: some rows of A, each element broadcast straight from memory, times one panel of B, summed
 * in one fused multiplication and addition per k, in the order of k. 6 rows × 2 vectors fit into 16 registers; taller blocks were slower
 * where there are 32. Rows that are left over go in fours and ones. Written out because the compiler keeps only local variables in
 * registers; the 6 bodies are the same pattern.
 */
public final class FloatMicroKernel {
  public static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  public static final int L = S.length();
  /** Columns of a panel. */
  public static final int WIDTH = 2 * L;
  /** Rows of the tallest block. */
  public static final int HEIGHT = 6;

  private FloatMicroKernel() {}

  /**
   * C = A B, or C += A B unless fresh: A is rows × depth at ao, B one panel of that depth at bo, of which the first columns count.
   * edge: room for HEIGHT · WIDTH cells.
   */
  public static void multiply(int rows, int columns, int depth, float[] a, int ao, int lda, float[] b, int bo, float[] c, int co,
      int ldc,
      boolean fresh, float[] edge) {
    if (columns == WIDTH) wide(rows, depth, a, ao, lda, b, bo, c, co, ldc, fresh);
    else if (columns == L) narrow(rows, depth, a, ao, lda, b, bo, c, co, ldc, fresh);
    else {
      if (columns > L) wide(rows, depth, a, ao, lda, b, bo, edge, 0, WIDTH, true);
      else narrow(rows, depth, a, ao, lda, b, bo, edge, 0, WIDTH, true);
      for (int r = 0; r < rows; r++)
        for (int j = 0; j < columns; j++)
          c[co + r * ldc + j] = fresh ? edge[r * WIDTH + j] : c[co + r * ldc + j] + edge[r * WIDTH + j];
    }
  }

  private static void wide(int rows, int depth, float[] a, int ao, int lda, float[] b, int bo, float[] c, int co, int ldc,
      boolean fresh) {
    int r = 0;
    if (rows >= 6 && rows % 4 >= 2) {
      sixWide(depth, a, ao, lda, b, bo, c, co, ldc, fresh);
      r = 6;
    }
    for (; r + 4 <= rows; r += 4) fourWide(depth, a, ao + r * lda, lda, b, bo, c, co + r * ldc, ldc, fresh);
    for (; r < rows; r++) oneWide(depth, a, ao + r * lda, b, bo, c, co + r * ldc, fresh);
  }

  private static void narrow(int rows, int depth, float[] a, int ao, int lda, float[] b, int bo, float[] c, int co, int ldc,
      boolean fresh) {
    int r = 0;
    if (rows >= 6 && rows % 4 >= 2) {
      sixNarrow(depth, a, ao, lda, b, bo, c, co, ldc, fresh);
      r = 6;
    }
    for (; r + 4 <= rows; r += 4) fourNarrow(depth, a, ao + r * lda, lda, b, bo, c, co + r * ldc, ldc, fresh);
    for (; r < rows; r++) oneNarrow(depth, a, ao + r * lda, b, bo, c, co + r * ldc, fresh);
  }

  private static void put(FloatVector sum, float[] c, int at, boolean fresh) {
    (fresh ? sum : FloatVector.fromArray(S, c, at).add(sum)).intoArray(c, at);
  }

  /** 6 rows, two vectors. */
  private static void sixWide(int depth, float[] a, int ao, int lda, float[] b, int bo, float[] c, int co, int ldc, boolean fresh) {
    FloatVector s0 = FloatVector.zero(S), t0 = s0;
    FloatVector s1 = FloatVector.zero(S), t1 = s1;
    FloatVector s2 = FloatVector.zero(S), t2 = s2;
    FloatVector s3 = FloatVector.zero(S), t3 = s3;
    FloatVector s4 = FloatVector.zero(S), t4 = s4;
    FloatVector s5 = FloatVector.zero(S), t5 = s5;
    for (int k = 0; k < depth; k++, bo += WIDTH) {
      FloatVector b0 = FloatVector.fromArray(S, b, bo);
      FloatVector b1 = FloatVector.fromArray(S, b, bo + L);
      FloatVector a0 = FloatVector.broadcast(S, a[ao + k]);
      s0 = a0.fma(b0, s0);
      t0 = a0.fma(b1, t0);
      FloatVector a1 = FloatVector.broadcast(S, a[ao + lda + k]);
      s1 = a1.fma(b0, s1);
      t1 = a1.fma(b1, t1);
      FloatVector a2 = FloatVector.broadcast(S, a[ao + 2 * lda + k]);
      s2 = a2.fma(b0, s2);
      t2 = a2.fma(b1, t2);
      FloatVector a3 = FloatVector.broadcast(S, a[ao + 3 * lda + k]);
      s3 = a3.fma(b0, s3);
      t3 = a3.fma(b1, t3);
      FloatVector a4 = FloatVector.broadcast(S, a[ao + 4 * lda + k]);
      s4 = a4.fma(b0, s4);
      t4 = a4.fma(b1, t4);
      FloatVector a5 = FloatVector.broadcast(S, a[ao + 5 * lda + k]);
      s5 = a5.fma(b0, s5);
      t5 = a5.fma(b1, t5);
    }
    put(s0, c, co, fresh);
    put(t0, c, co + L, fresh);
    put(s1, c, co + ldc, fresh);
    put(t1, c, co + ldc + L, fresh);
    put(s2, c, co + 2 * ldc, fresh);
    put(t2, c, co + 2 * ldc + L, fresh);
    put(s3, c, co + 3 * ldc, fresh);
    put(t3, c, co + 3 * ldc + L, fresh);
    put(s4, c, co + 4 * ldc, fresh);
    put(t4, c, co + 4 * ldc + L, fresh);
    put(s5, c, co + 5 * ldc, fresh);
    put(t5, c, co + 5 * ldc + L, fresh);
  }

  /** 4 rows, two vectors. */
  private static void fourWide(int depth, float[] a, int ao, int lda, float[] b, int bo, float[] c, int co, int ldc,
      boolean fresh) {
    FloatVector s0 = FloatVector.zero(S), t0 = s0;
    FloatVector s1 = FloatVector.zero(S), t1 = s1;
    FloatVector s2 = FloatVector.zero(S), t2 = s2;
    FloatVector s3 = FloatVector.zero(S), t3 = s3;
    for (int k = 0; k < depth; k++, bo += WIDTH) {
      FloatVector b0 = FloatVector.fromArray(S, b, bo);
      FloatVector b1 = FloatVector.fromArray(S, b, bo + L);
      FloatVector a0 = FloatVector.broadcast(S, a[ao + k]);
      s0 = a0.fma(b0, s0);
      t0 = a0.fma(b1, t0);
      FloatVector a1 = FloatVector.broadcast(S, a[ao + lda + k]);
      s1 = a1.fma(b0, s1);
      t1 = a1.fma(b1, t1);
      FloatVector a2 = FloatVector.broadcast(S, a[ao + 2 * lda + k]);
      s2 = a2.fma(b0, s2);
      t2 = a2.fma(b1, t2);
      FloatVector a3 = FloatVector.broadcast(S, a[ao + 3 * lda + k]);
      s3 = a3.fma(b0, s3);
      t3 = a3.fma(b1, t3);
    }
    put(s0, c, co, fresh);
    put(t0, c, co + L, fresh);
    put(s1, c, co + ldc, fresh);
    put(t1, c, co + ldc + L, fresh);
    put(s2, c, co + 2 * ldc, fresh);
    put(t2, c, co + 2 * ldc + L, fresh);
    put(s3, c, co + 3 * ldc, fresh);
    put(t3, c, co + 3 * ldc + L, fresh);
  }

  /** 1 row, two vectors. */
  private static void oneWide(int depth, float[] a, int ao, float[] b, int bo, float[] c, int co, boolean fresh) {
    FloatVector s0 = FloatVector.zero(S), t0 = s0;
    for (int k = 0; k < depth; k++, bo += WIDTH) {
      FloatVector b0 = FloatVector.fromArray(S, b, bo);
      FloatVector b1 = FloatVector.fromArray(S, b, bo + L);
      FloatVector a0 = FloatVector.broadcast(S, a[ao + k]);
      s0 = a0.fma(b0, s0);
      t0 = a0.fma(b1, t0);
    }
    put(s0, c, co, fresh);
    put(t0, c, co + L, fresh);
  }

  /** 6 rows, one vector. */
  private static void sixNarrow(int depth, float[] a, int ao, int lda, float[] b, int bo, float[] c, int co, int ldc,
      boolean fresh) {
    FloatVector s0 = FloatVector.zero(S);
    FloatVector s1 = FloatVector.zero(S);
    FloatVector s2 = FloatVector.zero(S);
    FloatVector s3 = FloatVector.zero(S);
    FloatVector s4 = FloatVector.zero(S);
    FloatVector s5 = FloatVector.zero(S);
    for (int k = 0; k < depth; k++, bo += WIDTH) {
      FloatVector b0 = FloatVector.fromArray(S, b, bo);
      s0 = FloatVector.broadcast(S, a[ao + k]).fma(b0, s0);
      s1 = FloatVector.broadcast(S, a[ao + lda + k]).fma(b0, s1);
      s2 = FloatVector.broadcast(S, a[ao + 2 * lda + k]).fma(b0, s2);
      s3 = FloatVector.broadcast(S, a[ao + 3 * lda + k]).fma(b0, s3);
      s4 = FloatVector.broadcast(S, a[ao + 4 * lda + k]).fma(b0, s4);
      s5 = FloatVector.broadcast(S, a[ao + 5 * lda + k]).fma(b0, s5);
    }
    put(s0, c, co, fresh);
    put(s1, c, co + ldc, fresh);
    put(s2, c, co + 2 * ldc, fresh);
    put(s3, c, co + 3 * ldc, fresh);
    put(s4, c, co + 4 * ldc, fresh);
    put(s5, c, co + 5 * ldc, fresh);
  }

  /** 4 rows, one vector. */
  private static void fourNarrow(int depth, float[] a, int ao, int lda, float[] b, int bo, float[] c, int co, int ldc,
      boolean fresh) {
    FloatVector s0 = FloatVector.zero(S);
    FloatVector s1 = FloatVector.zero(S);
    FloatVector s2 = FloatVector.zero(S);
    FloatVector s3 = FloatVector.zero(S);
    for (int k = 0; k < depth; k++, bo += WIDTH) {
      FloatVector b0 = FloatVector.fromArray(S, b, bo);
      s0 = FloatVector.broadcast(S, a[ao + k]).fma(b0, s0);
      s1 = FloatVector.broadcast(S, a[ao + lda + k]).fma(b0, s1);
      s2 = FloatVector.broadcast(S, a[ao + 2 * lda + k]).fma(b0, s2);
      s3 = FloatVector.broadcast(S, a[ao + 3 * lda + k]).fma(b0, s3);
    }
    put(s0, c, co, fresh);
    put(s1, c, co + ldc, fresh);
    put(s2, c, co + 2 * ldc, fresh);
    put(s3, c, co + 3 * ldc, fresh);
  }

  /** 1 row, one vector. */
  private static void oneNarrow(int depth, float[] a, int ao, float[] b, int bo, float[] c, int co, boolean fresh) {
    FloatVector s0 = FloatVector.zero(S);
    for (int k = 0; k < depth; k++, bo += WIDTH) {
      FloatVector b0 = FloatVector.fromArray(S, b, bo);
      s0 = FloatVector.broadcast(S, a[ao + k]).fma(b0, s0);
    }
    put(s0, c, co, fresh);
  }
}
