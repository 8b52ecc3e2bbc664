package lucida.kernels.vector.cellwise;

import java.util.Arrays;
import lucida.core.kernel.Workers;

/** Copies cells along a loop nest: by runs where neighbours stay neighbours, else in small blocks, so that whole cache lines are used. */
public final class FloatMoves {
  private static final int TILE = 16;
  /** Cells of one task. */
  private static final int TASK = 1 << 14;

  private final Workers workers;

  public FloatMoves(Workers workers) { this.workers = workers; }

  public void move(LoopNest nest, float[] source, float[] target) {
    int tiles = (nest.rows() + TILE - 1) / TILE;
    int all = nest.matrices() * tiles;
    int batch = Math.max(1, TASK / Math.max(1, Math.min(TILE, nest.rows()) * nest.columns()));
    workers.run((all + batch - 1) / batch, (long) all * TILE * nest.columns(), task -> {
      for (int t = task * batch; t < Math.min(all, (task + 1) * batch); t++) {
        int i0 = t % tiles * TILE;
        rows(nest, t / tiles, i0, Math.min(nest.rows(), i0 + TILE), source, target);
      }
    });
  }

  private static void rows(LoopNest nest, int matrix, int i0, int i1, float[] source, float[] target) {
    int from = nest.fromMatrix(matrix) + i0 * nest.fromRow();
    int to = nest.toMatrix(matrix) + i0 * nest.toRow();
    boolean isRun = nest.toColumn() == 1 && nest.fromColumn() <= 1 && nest.fromColumn() >= 0;
    if (!isRun) blocks(nest, from, to, i1 - i0, source, target);
    else for (int i = i0; i < i1; i++, from += nest.fromRow(), to += nest.toRow())
        if (nest.fromColumn() == 1) System.arraycopy(source, from, target, to, nest.columns());
        else Arrays.fill(target, to, to + nest.columns(), source[from]);
  }

  private static void blocks(LoopNest nest, int from, int to, int rows, float[] source, float[] target) {
    for (int j0 = 0; j0 < nest.columns(); j0 += TILE)
      for (int i = 0; i < rows; i++)
        for (int j = j0; j < Math.min(nest.columns(), j0 + TILE); j++)
          target[to + i * nest.toRow() + j * nest.toColumn()] = source[from + i * nest.fromRow() + j * nest.fromColumn()];
  }
}
