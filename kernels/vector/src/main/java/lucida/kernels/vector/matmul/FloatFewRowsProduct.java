package lucida.kernels.vector.matmul;

import java.util.Arrays;
import java.util.stream.IntStream;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;
import lucida.core.kernel.Workers;
import lucida.kernels.vector.lanes.FloatScratch;

/**
 * C = A B where A has a few rows only: B is read once, as it lies, at the speed of the memory. The way in which a sum is cut depends on
 * the extents alone.
 */
public final class FloatFewRowsProduct {
  private static final VectorSpecies<Float> S = FloatMicroKernel.S;
  private static final int L = FloatMicroKernel.L;
  /** Columns whose sums stay in the first cache. */
  private static final int COLUMNS = 4096 / Float.BYTES;
  /** Rows of B that are summed in one piece where the columns are too few for many tasks. */
  private static final int PIECE = 512;
  /** In place of the numbers of some rows: each is its own. */
  private static final int[] ALL = {};
  /** Cells of B that are one task. */
  private static final int TASK = 1 << 15;

  private final Workers workers;
  private final FloatScratch scratch;

  public FloatFewRowsProduct(Workers workers, FloatScratch scratch) {
    this.workers = workers;
    this.scratch = scratch;
  }

  /** One matrix: cell (i, j) is array[from + i·down + j·right]. */
  record Matrix(float[] array, int from, int down, int right) {
    int at(int i, int j) { return from + i * down + j * right; }
  }

  /** C = A B for m rows of A, k rows of B and n columns. B has rows or columns whose cells are neighbours. */
  void run(Matrix a, Matrix b, Matrix c, int m, int k, int n) {
    if (b.right == 1) combine(a, b, c, m, ALL, k, n);
    else dots(a, b, c, m, k, n);
  }

  /** The same of matrices that lie by rows, by those rows of B alone that a cell of A other than 0 meets: the others are finite. */
  public void live(float[] a, float[] b, float[] c, int m, int k, int n) {
    int[] rows = IntStream.range(0, k).filter(t -> IntStream.range(0, m).anyMatch(i -> a[i * k + t] != 0)).toArray();
    combine(new Matrix(a, 0, k, 1), new Matrix(b, 0, n, 1), new Matrix(c, 0, n, 1), m, rows, rows.length, n);
  }

  // ---- columns of B are contiguous: every cell of C is a dot product

  private void dots(Matrix a, Matrix b, Matrix c, int m, int k, int n) {
    if (a.right != 1) {
      float[] rows = scratch.take(m * k);
      for (int i = 0; i < m; i++) for (int t = 0; t < k; t++) rows[i * k + t] = a.array[a.at(i, t)];
      dots(new Matrix(rows, 0, k, 1), b, c, m, k, n);
      scratch.give(rows);
      return;
    }
    int columns = Math.max(1, TASK / k / 4) * 4;
    workers.run((n + columns - 1) / columns, (long) k * n, task -> {
      float[] lanes = scratch.take(8 * L);
      int end = Math.min(n, (task + 1) * columns);
      for (int j = task * columns; j < end; j += 4) {
        int i = 0;
        for (; i + 2 <= m; i += 2) two(a, b, c, i, j, Math.min(4, end - j), k, lanes);
        if (i < m) one(a, b, c, i, j, Math.min(4, end - j), k, lanes);
      }
      scratch.give(lanes);
    });
  }

  /** One row by up to four columns; of fewer the last is taken again. */
  private static void one(Matrix a, Matrix b, Matrix c, int i, int j, int columns, int k, float[] lanes) {
    float[] x = a.array;
    float[] y = b.array;
    int xo = a.at(i, 0);
    int y0 = b.at(0, j);
    int y1 = b.at(0, j + Math.min(1, columns - 1));
    int y2 = b.at(0, j + Math.min(2, columns - 1));
    int y3 = b.at(0, j + columns - 1);
    FloatVector s0 = FloatVector.zero(S), s1 = s0, s2 = s0, s3 = s0;
    int t = 0;
    for (; t <= k - L; t += L) {
      FloatVector v = FloatVector.fromArray(S, x, xo + t);
      s0 = v.fma(FloatVector.fromArray(S, y, y0 + t), s0);
      s1 = v.fma(FloatVector.fromArray(S, y, y1 + t), s1);
      s2 = v.fma(FloatVector.fromArray(S, y, y2 + t), s2);
      s3 = v.fma(FloatVector.fromArray(S, y, y3 + t), s3);
    }
    if (t < k) {
      VectorMask<Float> rest = S.indexInRange(t, k);
      FloatVector v = FloatVector.fromArray(S, x, xo + t, rest);
      s0 = v.fma(FloatVector.fromArray(S, y, y0 + t, rest), s0);
      s1 = v.fma(FloatVector.fromArray(S, y, y1 + t, rest), s1);
      s2 = v.fma(FloatVector.fromArray(S, y, y2 + t, rest), s2);
      s3 = v.fma(FloatVector.fromArray(S, y, y3 + t, rest), s3);
    }
    s0.intoArray(lanes, 0);
    s1.intoArray(lanes, L);
    s2.intoArray(lanes, 2 * L);
    s3.intoArray(lanes, 3 * L);
    for (int q = 0; q < columns; q++) c.array[c.at(i, j + q)] = total(lanes, q * L);
  }

  /** Two rows by up to four columns. */
  private static void two(Matrix a, Matrix b, Matrix c, int i, int j, int columns, int k, float[] lanes) {
    float[] x = a.array;
    float[] y = b.array;
    int xo = a.at(i, 0);
    int zo = a.at(i + 1, 0);
    int y0 = b.at(0, j);
    int y1 = b.at(0, j + Math.min(1, columns - 1));
    int y2 = b.at(0, j + Math.min(2, columns - 1));
    int y3 = b.at(0, j + columns - 1);
    FloatVector s0 = FloatVector.zero(S), s1 = s0, s2 = s0, s3 = s0, t0 = s0, t1 = s0, t2 = s0, t3 = s0;
    int t = 0;
    for (; t <= k - L; t += L) {
      FloatVector v = FloatVector.fromArray(S, x, xo + t);
      FloatVector w = FloatVector.fromArray(S, x, zo + t);
      FloatVector b0 = FloatVector.fromArray(S, y, y0 + t);
      FloatVector b1 = FloatVector.fromArray(S, y, y1 + t);
      FloatVector b2 = FloatVector.fromArray(S, y, y2 + t);
      FloatVector b3 = FloatVector.fromArray(S, y, y3 + t);
      s0 = v.fma(b0, s0);
      s1 = v.fma(b1, s1);
      s2 = v.fma(b2, s2);
      s3 = v.fma(b3, s3);
      t0 = w.fma(b0, t0);
      t1 = w.fma(b1, t1);
      t2 = w.fma(b2, t2);
      t3 = w.fma(b3, t3);
    }
    if (t < k) {
      VectorMask<Float> rest = S.indexInRange(t, k);
      FloatVector v = FloatVector.fromArray(S, x, xo + t, rest);
      FloatVector w = FloatVector.fromArray(S, x, zo + t, rest);
      FloatVector b0 = FloatVector.fromArray(S, y, y0 + t, rest);
      FloatVector b1 = FloatVector.fromArray(S, y, y1 + t, rest);
      FloatVector b2 = FloatVector.fromArray(S, y, y2 + t, rest);
      FloatVector b3 = FloatVector.fromArray(S, y, y3 + t, rest);
      s0 = v.fma(b0, s0);
      s1 = v.fma(b1, s1);
      s2 = v.fma(b2, s2);
      s3 = v.fma(b3, s3);
      t0 = w.fma(b0, t0);
      t1 = w.fma(b1, t1);
      t2 = w.fma(b2, t2);
      t3 = w.fma(b3, t3);
    }
    s0.intoArray(lanes, 0);
    s1.intoArray(lanes, L);
    s2.intoArray(lanes, 2 * L);
    s3.intoArray(lanes, 3 * L);
    t0.intoArray(lanes, 4 * L);
    t1.intoArray(lanes, 5 * L);
    t2.intoArray(lanes, 6 * L);
    t3.intoArray(lanes, 7 * L);
    for (int q = 0; q < columns; q++) {
      c.array[c.at(i, j + q)] = total(lanes, q * L);
      c.array[c.at(i + 1, j + q)] = total(lanes, (4 + q) * L);
    }
  }

  /** The sum of the lanes, halves upon halves. */
  private static float total(float[] lanes, int at) {
    for (int half = L / 2; half > 0; half /= 2) for (int i = 0; i < half; i++) lanes[at + i] += lanes[at + i + half];
    return lanes[at];
  }

  // ---- rows of B are contiguous: every row of C is a combination of rows of B

  /** rows: the numbers of the k rows of B that are combined. */
  private void combine(Matrix a, Matrix b, Matrix c, int m, int[] rows, int k, int n) {
    int blocks = (n + COLUMNS - 1) / COLUMNS;
    int piece = Math.max(1, blocks >= 16 ? k : PIECE);
    int pieces = Math.max(1, (k + piece - 1) / piece);
    float[] sums = scratch.take(pieces * m * n);
    workers.run(blocks * pieces, (long) k * n, task -> {
      int p = task / blocks;
      int j0 = task % blocks * COLUMNS;
      combine(a, b, m, rows, p * piece, Math.min(k, (p + 1) * piece), j0, Math.min(n, j0 + COLUMNS), sums, p * m * n, n);
    });
    for (int i = 0; i < m; i++)
      for (int j = 0; j < n; j++) {
        float sum = sums[i * n + j];
        for (int p = 1; p < pieces; p++) sum += sums[(p * m + i) * n + j];
        c.array[c.at(i, j)] = sum;
      }
    scratch.give(sums);
  }

  private static void combine(Matrix a, Matrix b, int m, int[] rows, int from, int to, int j0, int j1, float[] sums, int so,
      int n) {
    for (int i = 0; i < m; i++) Arrays.fill(sums, so + i * n + j0, so + i * n + j1, 0);
    int t = from;
    for (; t + 4 <= to; t += 4) {
      int k0 = number(rows, t), k1 = number(rows, t + 1), k2 = number(rows, t + 2), k3 = number(rows, t + 3);
      for (int i = 0; i < m; i++)
        four(a.array[a.at(i, k0)], a.array[a.at(i, k1)], a.array[a.at(i, k2)], a.array[a.at(i, k3)], b.array, b.at(k0, j0),
            b.at(k1, j0), b.at(k2, j0), b.at(k3, j0), sums, so + i * n + j0, j1 - j0);
    }
    for (; t < to; t++) {
      int k = number(rows, t);
      for (int i = 0; i < m; i++) one(a.array[a.at(i, k)], b.array, b.at(k, j0), sums, so + i * n + j0, j1 - j0);
    }
  }

  private static int number(int[] rows, int t) { return rows.length == 0 ? t : rows[t]; }

  /** sums += a₀ row₀ + a₁ row₁ + a₂ row₂ + a₃ row₃. */
  private static void four(float a0, float a1, float a2, float a3, float[] b, int b0, int b1, int b2, int b3, float[] sums, int so,
      int count) {
    FloatVector v0 = FloatVector.broadcast(S, a0), v1 = FloatVector.broadcast(S, a1), v2 = FloatVector.broadcast(S, a2),
        v3 = FloatVector.broadcast(S, a3);
    int j = 0;
    for (; j <= count - L; j += L) {
      FloatVector sum = v0.fma(FloatVector.fromArray(S, b, b0 + j), FloatVector.fromArray(S, sums, so + j));
      sum = v1.fma(FloatVector.fromArray(S, b, b1 + j), sum);
      sum = v2.fma(FloatVector.fromArray(S, b, b2 + j), sum);
      v3.fma(FloatVector.fromArray(S, b, b3 + j), sum).intoArray(sums, so + j);
    }
    if (j < count) {
      VectorMask<Float> rest = S.indexInRange(j, count);
      FloatVector sum = v0.fma(FloatVector.fromArray(S, b, b0 + j, rest), FloatVector.fromArray(S, sums, so + j, rest));
      sum = v1.fma(FloatVector.fromArray(S, b, b1 + j, rest), sum);
      sum = v2.fma(FloatVector.fromArray(S, b, b2 + j, rest), sum);
      v3.fma(FloatVector.fromArray(S, b, b3 + j, rest), sum).intoArray(sums, so + j, rest);
    }
  }

  /** sums += a row. */
  private static void one(float a, float[] b, int bo, float[] sums, int so, int count) {
    FloatVector v = FloatVector.broadcast(S, a);
    int j = 0;
    for (; j <= count - L; j += L)
      v.fma(FloatVector.fromArray(S, b, bo + j), FloatVector.fromArray(S, sums, so + j)).intoArray(sums, so + j);
    if (j < count) {
      VectorMask<Float> rest = S.indexInRange(j, count);
      v.fma(FloatVector.fromArray(S, b, bo + j, rest), FloatVector.fromArray(S, sums, so + j, rest)).intoArray(sums, so + j, rest);
    }
  }
}
