package lucida.kernels.vector.matmul;

import lucida.core.kernel.Workers;

/** Copies matrices to contiguous rows, from rows or from columns. */
public final class FloatTransposition {
  private static final int TILE = 16;

  private FloatTransposition() {}

  /** to[t·toApart + i·toDown + j] = from[t·fromApart + i·down + j·right] for m × n matrices t. */
  public static void copy(Workers workers, float[] from, int fromApart, int down, int right, float[] to, int toApart, int toDown,
      int items, int m,
      int n) {
    copy(workers, from, fromApart, down, right, to, toApart, toDown, items, m, n, 0);
  }

  /** The same, to a target that starts at {@code at}. */
  public static void copy(Workers workers, float[] from, int fromApart, int down, int right, float[] to, int toApart, int toDown,
      int items, int m,
      int n, int at) {
    int strips = (m + TILE - 1) / TILE;
    workers.run(items * strips, (long) items * m * n,
        s -> strip(from, s / strips * fromApart, down, right, to, at + s / strips * toApart, toDown, s % strips * TILE, m, n));
  }

  private static void strip(float[] from, int fo, int down, int right, float[] to, int at, int toDown, int i0, int m, int n) {
    int i1 = Math.min(m, i0 + TILE);
    if (right == 1) for (int i = i0; i < i1; i++) System.arraycopy(from, fo + i * down, to, at + i * toDown, n);
    else for (int j0 = 0; j0 < n; j0 += TILE) {
      int j1 = Math.min(n, j0 + TILE);
      for (int i = i0; i < i1; i++)
        for (int j = j0; j < j1; j++) to[at + i * toDown + j] = from[fo + i * down + j * right];
    }
  }
}
