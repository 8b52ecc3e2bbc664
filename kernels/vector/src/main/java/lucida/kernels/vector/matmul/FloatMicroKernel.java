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
   * edge: room for HEIGHT · WIDTH cells, not used where C is fresh and the columns are whole vectors.
   */
  public static void multiply(int rows, int columns, int depth, float[] a, int ao, int lda, float[] b, int bo, float[] c, int co,
      int ldc, boolean fresh, float[] edge) {
    boolean direct = fresh && (columns == WIDTH || columns == L);
    float[] to = direct ? c : edge;
    int at = direct ? co : 0;
    int apart = direct ? ldc : WIDTH;
    int whole = columns > L ? WIDTH : L;
    if (FloatWarmUp.over()) product(rows, whole, depth, a, ao, lda, b, bo, to, at, apart);
    else FloatWarmUp.product(rows, whole, depth, a, ao, lda, b, bo, to, at, apart);
    if (!direct) for (int r = 0; r < rows; r++) move(edge, r * WIDTH, c, co + r * ldc, columns, fresh);
  }

  /** C = A B, L or 2·L columns. */
  static void product(int rows, int columns, int depth, float[] a, int ao, int lda, float[] b, int bo, float[] c, int co, int ldc) {
    if (columns > L) wide(rows, depth, a, ao, lda, b, bo, c, co, ldc);
    else narrow(rows, depth, a, ao, lda, b, bo, c, co, ldc);
  }

  private static void move(float[] from, int at, float[] c, int co, int columns, boolean fresh) {
    if (fresh) System.arraycopy(from, at, c, co, columns);
    else if (columns % L == 0)
        for (int j = 0; j < columns; j += L)
          FloatVector.fromArray(S, c, co + j).add(FloatVector.fromArray(S, from, at + j)).intoArray(c, co + j);
      else for (int j = 0; j < columns; j++) c[co + j] += from[at + j];
  }

  private static void wide(int rows, int depth, float[] a, int ao, int lda, float[] b, int bo, float[] c, int co, int ldc) {
    int r = 0;
    if (rows >= 6 && rows % 4 >= 2) {
      sixWide(depth, a, ao, lda, b, bo, c, co, ldc);
      r = 6;
    }
    for (; r + 4 <= rows; r += 4) fourWide(depth, a, ao + r * lda, lda, b, bo, c, co + r * ldc, ldc);
    for (; r < rows; r++) oneWide(depth, a, ao + r * lda, b, bo, c, co + r * ldc);
  }

  private static void narrow(int rows, int depth, float[] a, int ao, int lda, float[] b, int bo, float[] c, int co, int ldc) {
    int r = 0;
    if (rows >= 6 && rows % 4 >= 2) {
      sixNarrow(depth, a, ao, lda, b, bo, c, co, ldc);
      r = 6;
    }
    for (; r + 4 <= rows; r += 4) fourNarrow(depth, a, ao + r * lda, lda, b, bo, c, co + r * ldc, ldc);
    for (; r < rows; r++) oneNarrow(depth, a, ao + r * lda, b, bo, c, co + r * ldc);
  }

  /** 6 rows, two vectors. */
  private static void sixWide(int depth, float[] a, int ao, int lda, float[] b, int bo, float[] c, int co, int ldc) {
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
    s0.intoArray(c, co);
    t0.intoArray(c, co + L);
    s1.intoArray(c, co + ldc);
    t1.intoArray(c, co + ldc + L);
    s2.intoArray(c, co + 2 * ldc);
    t2.intoArray(c, co + 2 * ldc + L);
    s3.intoArray(c, co + 3 * ldc);
    t3.intoArray(c, co + 3 * ldc + L);
    s4.intoArray(c, co + 4 * ldc);
    t4.intoArray(c, co + 4 * ldc + L);
    s5.intoArray(c, co + 5 * ldc);
    t5.intoArray(c, co + 5 * ldc + L);
  }

  /** 4 rows, two vectors. */
  private static void fourWide(int depth, float[] a, int ao, int lda, float[] b, int bo, float[] c, int co, int ldc) {
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
    s0.intoArray(c, co);
    t0.intoArray(c, co + L);
    s1.intoArray(c, co + ldc);
    t1.intoArray(c, co + ldc + L);
    s2.intoArray(c, co + 2 * ldc);
    t2.intoArray(c, co + 2 * ldc + L);
    s3.intoArray(c, co + 3 * ldc);
    t3.intoArray(c, co + 3 * ldc + L);
  }

  /** 1 row, two vectors. */
  private static void oneWide(int depth, float[] a, int ao, float[] b, int bo, float[] c, int co) {
    FloatVector s0 = FloatVector.zero(S), t0 = s0;
    for (int k = 0; k < depth; k++, bo += WIDTH) {
      FloatVector b0 = FloatVector.fromArray(S, b, bo);
      FloatVector b1 = FloatVector.fromArray(S, b, bo + L);
      FloatVector a0 = FloatVector.broadcast(S, a[ao + k]);
      s0 = a0.fma(b0, s0);
      t0 = a0.fma(b1, t0);
    }
    s0.intoArray(c, co);
    t0.intoArray(c, co + L);
  }

  /** 6 rows, one vector. */
  private static void sixNarrow(int depth, float[] a, int ao, int lda, float[] b, int bo, float[] c, int co, int ldc) {
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
    s0.intoArray(c, co);
    s1.intoArray(c, co + ldc);
    s2.intoArray(c, co + 2 * ldc);
    s3.intoArray(c, co + 3 * ldc);
    s4.intoArray(c, co + 4 * ldc);
    s5.intoArray(c, co + 5 * ldc);
  }

  /** 4 rows, one vector. */
  private static void fourNarrow(int depth, float[] a, int ao, int lda, float[] b, int bo, float[] c, int co, int ldc) {
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
    s0.intoArray(c, co);
    s1.intoArray(c, co + ldc);
    s2.intoArray(c, co + 2 * ldc);
    s3.intoArray(c, co + 3 * ldc);
  }

  /** 1 row, one vector. */
  private static void oneNarrow(int depth, float[] a, int ao, float[] b, int bo, float[] c, int co) {
    FloatVector s0 = FloatVector.zero(S);
    for (int k = 0; k < depth; k++, bo += WIDTH) {
      FloatVector b0 = FloatVector.fromArray(S, b, bo);
      s0 = FloatVector.broadcast(S, a[ao + k]).fma(b0, s0);
    }
    s0.intoArray(c, co);
  }
}
