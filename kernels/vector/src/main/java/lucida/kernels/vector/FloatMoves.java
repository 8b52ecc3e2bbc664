package lucida.kernels.vector;

import java.util.Arrays;
import lucida.core.kernel.Workers;

/** Copies cells along a walk: by runs where neighbours stay neighbours, else by small squares, so that lines are used whole. */
final class FloatMoves {
  private static final int TILE = 16;
  /** Cells of one task. */
  private static final int TASK = 1 << 14;

  private final Workers workers;

  FloatMoves(Workers workers) { this.workers = workers; }

  void move(Walk walk, float[] source, float[] target) {
    int tiles = (walk.rows() + TILE - 1) / TILE;
    int all = walk.squares() * tiles;
    int batch = Math.max(1, TASK / Math.max(1, Math.min(TILE, walk.rows()) * walk.columns()));
    workers.run((all + batch - 1) / batch, (long) all * TILE * walk.columns(), task -> {
      for (int t = task * batch; t < Math.min(all, (task + 1) * batch); t++) {
        int i0 = t % tiles * TILE;
        rows(walk, t / tiles, i0, Math.min(walk.rows(), i0 + TILE), source, target);
      }
    });
  }

  private static void rows(Walk walk, int square, int i0, int i1, float[] source, float[] target) {
    int from = walk.fromSquare(square) + i0 * walk.fromRow();
    int to = walk.toSquare(square) + i0 * walk.toRow();
    int n = walk.columns();
    if (walk.toColumn() == 1 && walk.fromColumn() == 1)
      for (int i = i0; i < i1; i++, from += walk.fromRow(), to += walk.toRow()) System.arraycopy(source, from, target, to, n);
    else
      if (walk.toColumn() == 1 && walk.fromColumn() == 0)
        for (int i = i0; i < i1; i++, from += walk.fromRow(), to += walk.toRow()) Arrays.fill(target, to, to + n, source[from]);
      else
        for (int j0 = 0; j0 < n; j0 += TILE) {
          int j1 = Math.min(n, j0 + TILE);
          for (int i = 0; i < i1 - i0; i++)
            for (int j = j0; j < j1; j++)
              target[to + i * walk.toRow() + j * walk.toColumn()] = source[from + i * walk.fromRow() + j * walk.fromColumn()];
        }
  }
}
