package lucida.judge.suite;

import java.util.List;
import java.util.stream.IntStream;
import lucida.autodiff.Expr;
import lucida.layers.Layer;
import lucida.layers.Scope;

/**
 * Puts n² cells together, row by row: [N, C, h, w] each to [N, C, n·h, n·w]. Written as the sum of the cells in their places, zeros around them: concatenated maps
 * would be taken for maps without positions.
 *
 * @param n cells along a side
 */
record GridOfCells(int n) implements Layer {
  @Override
  public Expr write(List<Expr> in, Scope scope) {
    return IntStream.range(0, n * n).mapToObj(m -> placed(in.get(m), m)).reduce(Expr::plus).orElseThrow();
  }

  private Expr placed(Expr cell, int m) {
    int h = cell.shape().extent(2), w = cell.shape().extent(3), i = m / n * h, j = m % n * w;
    return cell.pad(List.of(0, 0, i, j), List.of(0, 0, (n - 1) * h - i, (n - 1) * w - j));
  }
}
