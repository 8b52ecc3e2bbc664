package lucida.judge.suite;

import java.util.List;
import lucida.autodiff.Expr;
import lucida.layers.Layer;
import lucida.layers.Scope;

/**
 * Cuts one cell out of a grid: [N, C, n·h, n·w] to [N, C, h, w].
 *
 * @param n cells along a side
 * @param m the cell, row by row
 */
record GridCell(int n, int m) implements Layer {
  @Override
  public Expr write(List<Expr> in, Scope scope) {
    Expr x = in.getFirst();
    for (int axis : List.of(2, 3))
      if (x.shape().extent(axis) % n != 0)
        throw new IllegalArgumentException("A grid of " + n + " cells a side cannot be cut out of " + x.shape());
    int h = x.shape().extent(2) / n, w = x.shape().extent(3) / n, i = m / n * h, j = m % n * w;
    return x.slice(2, i, i + h).slice(3, j, j + w);
  }
}
