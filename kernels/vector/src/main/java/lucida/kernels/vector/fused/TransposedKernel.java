package lucida.kernels.vector.fused;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import lucida.kernels.vector.matmul.FloatMicroKernel;
import lucida.kernels.vector.matmul.FloatWarmUp;

/**
 * C += Aᵀ B for a few rows of C and two vectors or one, as {@link FloatMicroKernel} does A B: the cells of a row of A, one for each row of C, are
 * broadcast straight from memory. Written out because the compiler keeps only local variables in registers.
 */
final class TransposedKernel {
  private static final VectorSpecies<Float> S = FloatMicroKernel.S;
  private static final int L = FloatMicroKernel.L;
  private static final int WIDTH = FloatMicroKernel.WIDTH;

  private TransposedKernel() {}

  /** C += Aᵀ B: A depth × rows at ao, its rows lda apart; B depth × columns at bo, ldb apart; C rows × columns at co, WIDTH apart; columns L or 2·L. */
  static void add(int rows, int columns, int depth, float[] a, int ao, int lda, float[] b, int bo, int ldb, float[] c, int co) {
    if (!FloatWarmUp.over()) cells(rows, columns, depth, a, ao, lda, b, bo, ldb, c, co);
    else if (columns > L) wide(rows, depth, a, ao, lda, b, bo, ldb, c, co);
    else narrow(rows, depth, a, ao, lda, b, bo, ldb, c, co);
  }

  private static void cells(int rows, int columns, int depth, float[] a, int ao, int lda, float[] b, int bo, int ldb, float[] c,
      int co) {
    for (int k = 0; k < depth; k++)
      for (int r = 0; r < rows; r++) {
        float cell = a[ao + k * lda + r];
        for (int j = 0; j < columns; j++) c[co + r * WIDTH + j] = Math.fma(cell, b[bo + k * ldb + j], c[co + r * WIDTH + j]);
      }
  }

  private static void wide(int rows, int depth, float[] a, int ao, int lda, float[] b, int bo, int ldb, float[] c, int co) {
    int fours = PanelProduct.fours(rows);
    int r = 0;
    for (; fours > 0; fours--, r += 4) fourWide(depth, a, ao + r, lda, b, bo, ldb, c, co + r * WIDTH);
    for (; r + 6 <= rows; r += 6) sixWide(depth, a, ao + r, lda, b, bo, ldb, c, co + r * WIDTH);
    for (; r < rows; r++) oneWide(depth, a, ao + r, lda, b, bo, ldb, c, co + r * WIDTH);
  }

  private static void narrow(int rows, int depth, float[] a, int ao, int lda, float[] b, int bo, int ldb, float[] c, int co) {
    int r = 0;
    for (; r + 8 <= rows; r += 8) eightNarrow(depth, a, ao + r, lda, b, bo, ldb, c, co + r * WIDTH);
    for (; r + 4 <= rows; r += 4) fourNarrow(depth, a, ao + r, lda, b, bo, ldb, c, co + r * WIDTH);
    for (; r < rows; r++) oneNarrow(depth, a, ao + r, lda, b, bo, ldb, c, co + r * WIDTH);
  }

  /** 6 rows, two vectors. */
  private static void sixWide(int depth, float[] a, int ao, int lda, float[] b, int bo, int ldb, float[] c, int co) {
    FloatVector s0 = FloatVector.fromArray(S, c, co);
    FloatVector t0 = FloatVector.fromArray(S, c, co + L);
    FloatVector s1 = FloatVector.fromArray(S, c, co + WIDTH);
    FloatVector t1 = FloatVector.fromArray(S, c, co + WIDTH + L);
    FloatVector s2 = FloatVector.fromArray(S, c, co + 2 * WIDTH);
    FloatVector t2 = FloatVector.fromArray(S, c, co + 2 * WIDTH + L);
    FloatVector s3 = FloatVector.fromArray(S, c, co + 3 * WIDTH);
    FloatVector t3 = FloatVector.fromArray(S, c, co + 3 * WIDTH + L);
    FloatVector s4 = FloatVector.fromArray(S, c, co + 4 * WIDTH);
    FloatVector t4 = FloatVector.fromArray(S, c, co + 4 * WIDTH + L);
    FloatVector s5 = FloatVector.fromArray(S, c, co + 5 * WIDTH);
    FloatVector t5 = FloatVector.fromArray(S, c, co + 5 * WIDTH + L);
    for (int k = 0; k < depth; k++, ao += lda, bo += ldb) {
      FloatVector b0 = FloatVector.fromArray(S, b, bo);
      FloatVector b1 = FloatVector.fromArray(S, b, bo + L);
      FloatVector a0 = FloatVector.broadcast(S, a[ao]);
      s0 = a0.fma(b0, s0);
      t0 = a0.fma(b1, t0);
      FloatVector a1 = FloatVector.broadcast(S, a[ao + 1]);
      s1 = a1.fma(b0, s1);
      t1 = a1.fma(b1, t1);
      FloatVector a2 = FloatVector.broadcast(S, a[ao + 2]);
      s2 = a2.fma(b0, s2);
      t2 = a2.fma(b1, t2);
      FloatVector a3 = FloatVector.broadcast(S, a[ao + 3]);
      s3 = a3.fma(b0, s3);
      t3 = a3.fma(b1, t3);
      FloatVector a4 = FloatVector.broadcast(S, a[ao + 4]);
      s4 = a4.fma(b0, s4);
      t4 = a4.fma(b1, t4);
      FloatVector a5 = FloatVector.broadcast(S, a[ao + 5]);
      s5 = a5.fma(b0, s5);
      t5 = a5.fma(b1, t5);
    }
    s0.intoArray(c, co);
    t0.intoArray(c, co + L);
    s1.intoArray(c, co + WIDTH);
    t1.intoArray(c, co + WIDTH + L);
    s2.intoArray(c, co + 2 * WIDTH);
    t2.intoArray(c, co + 2 * WIDTH + L);
    s3.intoArray(c, co + 3 * WIDTH);
    t3.intoArray(c, co + 3 * WIDTH + L);
    s4.intoArray(c, co + 4 * WIDTH);
    t4.intoArray(c, co + 4 * WIDTH + L);
    s5.intoArray(c, co + 5 * WIDTH);
    t5.intoArray(c, co + 5 * WIDTH + L);
  }

  /** 4 rows, two vectors. */
  private static void fourWide(int depth, float[] a, int ao, int lda, float[] b, int bo, int ldb, float[] c, int co) {
    FloatVector s0 = FloatVector.fromArray(S, c, co);
    FloatVector t0 = FloatVector.fromArray(S, c, co + L);
    FloatVector s1 = FloatVector.fromArray(S, c, co + WIDTH);
    FloatVector t1 = FloatVector.fromArray(S, c, co + WIDTH + L);
    FloatVector s2 = FloatVector.fromArray(S, c, co + 2 * WIDTH);
    FloatVector t2 = FloatVector.fromArray(S, c, co + 2 * WIDTH + L);
    FloatVector s3 = FloatVector.fromArray(S, c, co + 3 * WIDTH);
    FloatVector t3 = FloatVector.fromArray(S, c, co + 3 * WIDTH + L);
    for (int k = 0; k < depth; k++, ao += lda, bo += ldb) {
      FloatVector b0 = FloatVector.fromArray(S, b, bo);
      FloatVector b1 = FloatVector.fromArray(S, b, bo + L);
      FloatVector a0 = FloatVector.broadcast(S, a[ao]);
      s0 = a0.fma(b0, s0);
      t0 = a0.fma(b1, t0);
      FloatVector a1 = FloatVector.broadcast(S, a[ao + 1]);
      s1 = a1.fma(b0, s1);
      t1 = a1.fma(b1, t1);
      FloatVector a2 = FloatVector.broadcast(S, a[ao + 2]);
      s2 = a2.fma(b0, s2);
      t2 = a2.fma(b1, t2);
      FloatVector a3 = FloatVector.broadcast(S, a[ao + 3]);
      s3 = a3.fma(b0, s3);
      t3 = a3.fma(b1, t3);
    }
    s0.intoArray(c, co);
    t0.intoArray(c, co + L);
    s1.intoArray(c, co + WIDTH);
    t1.intoArray(c, co + WIDTH + L);
    s2.intoArray(c, co + 2 * WIDTH);
    t2.intoArray(c, co + 2 * WIDTH + L);
    s3.intoArray(c, co + 3 * WIDTH);
    t3.intoArray(c, co + 3 * WIDTH + L);
  }

  /** 1 row, two vectors. */
  private static void oneWide(int depth, float[] a, int ao, int lda, float[] b, int bo, int ldb, float[] c, int co) {
    FloatVector s0 = FloatVector.fromArray(S, c, co);
    FloatVector t0 = FloatVector.fromArray(S, c, co + L);
    for (int k = 0; k < depth; k++, ao += lda, bo += ldb) {
      FloatVector b0 = FloatVector.fromArray(S, b, bo);
      FloatVector b1 = FloatVector.fromArray(S, b, bo + L);
      FloatVector a0 = FloatVector.broadcast(S, a[ao]);
      s0 = a0.fma(b0, s0);
      t0 = a0.fma(b1, t0);
    }
    s0.intoArray(c, co);
    t0.intoArray(c, co + L);
  }

  /** 8 rows, one vector. */
  private static void eightNarrow(int depth, float[] a, int ao, int lda, float[] b, int bo, int ldb, float[] c, int co) {
    FloatVector s0 = FloatVector.fromArray(S, c, co);
    FloatVector s1 = FloatVector.fromArray(S, c, co + WIDTH);
    FloatVector s2 = FloatVector.fromArray(S, c, co + 2 * WIDTH);
    FloatVector s3 = FloatVector.fromArray(S, c, co + 3 * WIDTH);
    FloatVector s4 = FloatVector.fromArray(S, c, co + 4 * WIDTH);
    FloatVector s5 = FloatVector.fromArray(S, c, co + 5 * WIDTH);
    FloatVector s6 = FloatVector.fromArray(S, c, co + 6 * WIDTH);
    FloatVector s7 = FloatVector.fromArray(S, c, co + 7 * WIDTH);
    for (int k = 0; k < depth; k++, ao += lda, bo += ldb) {
      FloatVector b0 = FloatVector.fromArray(S, b, bo);
      s0 = FloatVector.broadcast(S, a[ao]).fma(b0, s0);
      s1 = FloatVector.broadcast(S, a[ao + 1]).fma(b0, s1);
      s2 = FloatVector.broadcast(S, a[ao + 2]).fma(b0, s2);
      s3 = FloatVector.broadcast(S, a[ao + 3]).fma(b0, s3);
      s4 = FloatVector.broadcast(S, a[ao + 4]).fma(b0, s4);
      s5 = FloatVector.broadcast(S, a[ao + 5]).fma(b0, s5);
      s6 = FloatVector.broadcast(S, a[ao + 6]).fma(b0, s6);
      s7 = FloatVector.broadcast(S, a[ao + 7]).fma(b0, s7);
    }
    s0.intoArray(c, co);
    s1.intoArray(c, co + WIDTH);
    s2.intoArray(c, co + 2 * WIDTH);
    s3.intoArray(c, co + 3 * WIDTH);
    s4.intoArray(c, co + 4 * WIDTH);
    s5.intoArray(c, co + 5 * WIDTH);
    s6.intoArray(c, co + 6 * WIDTH);
    s7.intoArray(c, co + 7 * WIDTH);
  }

  /** 4 rows, one vector. */
  private static void fourNarrow(int depth, float[] a, int ao, int lda, float[] b, int bo, int ldb, float[] c, int co) {
    FloatVector s0 = FloatVector.fromArray(S, c, co);
    FloatVector s1 = FloatVector.fromArray(S, c, co + WIDTH);
    FloatVector s2 = FloatVector.fromArray(S, c, co + 2 * WIDTH);
    FloatVector s3 = FloatVector.fromArray(S, c, co + 3 * WIDTH);
    for (int k = 0; k < depth; k++, ao += lda, bo += ldb) {
      FloatVector b0 = FloatVector.fromArray(S, b, bo);
      s0 = FloatVector.broadcast(S, a[ao]).fma(b0, s0);
      s1 = FloatVector.broadcast(S, a[ao + 1]).fma(b0, s1);
      s2 = FloatVector.broadcast(S, a[ao + 2]).fma(b0, s2);
      s3 = FloatVector.broadcast(S, a[ao + 3]).fma(b0, s3);
    }
    s0.intoArray(c, co);
    s1.intoArray(c, co + WIDTH);
    s2.intoArray(c, co + 2 * WIDTH);
    s3.intoArray(c, co + 3 * WIDTH);
  }

  /** 1 row, one vector. */
  private static void oneNarrow(int depth, float[] a, int ao, int lda, float[] b, int bo, int ldb, float[] c, int co) {
    FloatVector s0 = FloatVector.fromArray(S, c, co);
    for (int k = 0; k < depth; k++, ao += lda, bo += ldb) {
      FloatVector b0 = FloatVector.fromArray(S, b, bo);
      s0 = FloatVector.broadcast(S, a[ao]).fma(b0, s0);
    }
    s0.intoArray(c, co);
  }
}
