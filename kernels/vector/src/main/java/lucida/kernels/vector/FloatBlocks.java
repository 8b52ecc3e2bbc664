package lucida.kernels.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * What the registers hold of a matrix product: some rows of A, each element broadcast straight from memory, times one panel of B, summed
 * in one fused multiplication and addition per k, in the order of k. Where there are 32 vector registers 12 rows × 2 vectors are held, else
 * 6 × 2; the rows that are left over go in fours and ones. Written out because the compiler keeps only local variables in registers; the
 * 8 bodies are the same pattern.
 */
final class FloatBlocks {
  static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  static final int L = S.length();
  /** Columns of a panel. */
  static final int WIDTH = 2 * L;
  private static final boolean MANY_REGISTERS = S.vectorBitSize() == 512 || System.getProperty("os.arch", "").equals("aarch64");
  /** Rows of the tallest block. */
  static final int HEIGHT = MANY_REGISTERS ? 12 : 6;

  private FloatBlocks() {}

  /**
   * C = A B, or C += A B unless fresh: A is rows × depth at ao, B one panel of that depth at bo, of which the first columns count.
   * edge: room for HEIGHT · WIDTH cells.
   */
  static void multiply(int rows, int columns, int depth, float[] a, int ao, int lda, float[] b, int bo, float[] c, int co, int ldc,
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
    if (MANY_REGISTERS && rows == 12) {
      twelveWide(depth, a, ao, lda, b, bo, c, co, ldc, fresh);
      return;
    }
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
    if (MANY_REGISTERS && rows == 12) {
      twelveNarrow(depth, a, ao, lda, b, bo, c, co, ldc, fresh);
      return;
    }
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

  /** 12 rows, two vectors. */
  private static void twelveWide(int depth, float[] a, int ao, int lda, float[] b, int bo, float[] c, int co, int ldc,
      boolean fresh) {
    FloatVector s0 = FloatVector.zero(S), t0 = s0;
    FloatVector s1 = FloatVector.zero(S), t1 = s1;
    FloatVector s2 = FloatVector.zero(S), t2 = s2;
    FloatVector s3 = FloatVector.zero(S), t3 = s3;
    FloatVector s4 = FloatVector.zero(S), t4 = s4;
    FloatVector s5 = FloatVector.zero(S), t5 = s5;
    FloatVector s6 = FloatVector.zero(S), t6 = s6;
    FloatVector s7 = FloatVector.zero(S), t7 = s7;
    FloatVector s8 = FloatVector.zero(S), t8 = s8;
    FloatVector s9 = FloatVector.zero(S), t9 = s9;
    FloatVector s10 = FloatVector.zero(S), t10 = s10;
    FloatVector s11 = FloatVector.zero(S), t11 = s11;
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
      FloatVector a6 = FloatVector.broadcast(S, a[ao + 6 * lda + k]);
      s6 = a6.fma(b0, s6);
      t6 = a6.fma(b1, t6);
      FloatVector a7 = FloatVector.broadcast(S, a[ao + 7 * lda + k]);
      s7 = a7.fma(b0, s7);
      t7 = a7.fma(b1, t7);
      FloatVector a8 = FloatVector.broadcast(S, a[ao + 8 * lda + k]);
      s8 = a8.fma(b0, s8);
      t8 = a8.fma(b1, t8);
      FloatVector a9 = FloatVector.broadcast(S, a[ao + 9 * lda + k]);
      s9 = a9.fma(b0, s9);
      t9 = a9.fma(b1, t9);
      FloatVector a10 = FloatVector.broadcast(S, a[ao + 10 * lda + k]);
      s10 = a10.fma(b0, s10);
      t10 = a10.fma(b1, t10);
      FloatVector a11 = FloatVector.broadcast(S, a[ao + 11 * lda + k]);
      s11 = a11.fma(b0, s11);
      t11 = a11.fma(b1, t11);
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
    put(s6, c, co + 6 * ldc, fresh);
    put(t6, c, co + 6 * ldc + L, fresh);
    put(s7, c, co + 7 * ldc, fresh);
    put(t7, c, co + 7 * ldc + L, fresh);
    put(s8, c, co + 8 * ldc, fresh);
    put(t8, c, co + 8 * ldc + L, fresh);
    put(s9, c, co + 9 * ldc, fresh);
    put(t9, c, co + 9 * ldc + L, fresh);
    put(s10, c, co + 10 * ldc, fresh);
    put(t10, c, co + 10 * ldc + L, fresh);
    put(s11, c, co + 11 * ldc, fresh);
    put(t11, c, co + 11 * ldc + L, fresh);
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

  /** 12 rows, one vector. */
  private static void twelveNarrow(int depth, float[] a, int ao, int lda, float[] b, int bo, float[] c, int co, int ldc,
      boolean fresh) {
    FloatVector s0 = FloatVector.zero(S);
    FloatVector s1 = FloatVector.zero(S);
    FloatVector s2 = FloatVector.zero(S);
    FloatVector s3 = FloatVector.zero(S);
    FloatVector s4 = FloatVector.zero(S);
    FloatVector s5 = FloatVector.zero(S);
    FloatVector s6 = FloatVector.zero(S);
    FloatVector s7 = FloatVector.zero(S);
    FloatVector s8 = FloatVector.zero(S);
    FloatVector s9 = FloatVector.zero(S);
    FloatVector s10 = FloatVector.zero(S);
    FloatVector s11 = FloatVector.zero(S);
    for (int k = 0; k < depth; k++, bo += WIDTH) {
      FloatVector b0 = FloatVector.fromArray(S, b, bo);
      s0 = FloatVector.broadcast(S, a[ao + k]).fma(b0, s0);
      s1 = FloatVector.broadcast(S, a[ao + lda + k]).fma(b0, s1);
      s2 = FloatVector.broadcast(S, a[ao + 2 * lda + k]).fma(b0, s2);
      s3 = FloatVector.broadcast(S, a[ao + 3 * lda + k]).fma(b0, s3);
      s4 = FloatVector.broadcast(S, a[ao + 4 * lda + k]).fma(b0, s4);
      s5 = FloatVector.broadcast(S, a[ao + 5 * lda + k]).fma(b0, s5);
      s6 = FloatVector.broadcast(S, a[ao + 6 * lda + k]).fma(b0, s6);
      s7 = FloatVector.broadcast(S, a[ao + 7 * lda + k]).fma(b0, s7);
      s8 = FloatVector.broadcast(S, a[ao + 8 * lda + k]).fma(b0, s8);
      s9 = FloatVector.broadcast(S, a[ao + 9 * lda + k]).fma(b0, s9);
      s10 = FloatVector.broadcast(S, a[ao + 10 * lda + k]).fma(b0, s10);
      s11 = FloatVector.broadcast(S, a[ao + 11 * lda + k]).fma(b0, s11);
    }
    put(s0, c, co, fresh);
    put(s1, c, co + ldc, fresh);
    put(s2, c, co + 2 * ldc, fresh);
    put(s3, c, co + 3 * ldc, fresh);
    put(s4, c, co + 4 * ldc, fresh);
    put(s5, c, co + 5 * ldc, fresh);
    put(s6, c, co + 6 * ldc, fresh);
    put(s7, c, co + 7 * ldc, fresh);
    put(s8, c, co + 8 * ldc, fresh);
    put(s9, c, co + 9 * ldc, fresh);
    put(s10, c, co + 10 * ldc, fresh);
    put(s11, c, co + 11 * ldc, fresh);
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
