package lucida.autodiff.run;

import java.util.List;
import java.util.Optional;
import lucida.autodiff.Apply;
import lucida.autodiff.Expr;
import lucida.autodiff.Graph;
import lucida.autodiff.op.Bilinear;
import lucida.autodiff.op.MatMul;
import lucida.autodiff.op.Slot;
import lucida.core.Storage;
import lucida.core.Tensor;
import lucida.core.kernel.MatrixProduct;

/**
 * The product of matrices that all of a formula's dependence on x passes through first: along a unit vector of x it moves in the direction of a row or a column of the other
 * factor, which is read, not multiplied.
 *
 * @param node the product
 * @param g its extents
 * @param open which slot it fills
 * @param x in which slot x is
 * @param fixed in which slot the other factor is
 * @param factor the other factor
 */
record LeadingProduct(Expr node, MatrixProduct g, Slot open, Slot x, Slot fixed, Expr factor) {
  /** Of the way from x to y. */
  static Optional<LeadingProduct> of(Expr y, Expr x) {
    Optional<Apply> reader = Graph.onlyReader(x, Graph.paths(List.of(x), y));
    if (reader.isEmpty() || !(reader.get().op() instanceof Bilinear(MatMul(MatrixProduct g), Slot open))) return Optional.empty();
    List<Expr> inputs = reader.get().inputs();
    int moving = inputs.indexOf(x);
    return Optional.of(
        new LeadingProduct(reader.get(), g, open, open.others().get(moving), open.others().get(1 - moving),
            inputs.get(1 - moving)));
  }

  /** The directions in which the product moves along unit vectors of x. */
  Directions.Writer columns(Tensor value, int... coordinates) {
    return (r, cells, first) -> write(coordinates[r], value.cells(), cells, first);
  }

  /** One of m, k, n runs: the one that x does not have. */
  private void write(int coordinate, Storage factor, Storage cells, int first) {
    int inner = x == Slot.X ? g.k() : g.n();
    int outer = x == Slot.W ? g.k() : g.m();
    int row = coordinate / inner % outer;
    int column = coordinate % inner;
    int item = coordinate / inner / outer;
    int run = switch (x) {
      case X -> g.n();
      case W -> g.m();
      case Z -> g.k();
    };
    for (int t = 0; t < run; t++) {
      int m = x == Slot.W ? t : row;
      int k = x == Slot.X ? column : x == Slot.W ? row : t;
      int n = x == Slot.X ? t : column;
      cells.set(first + cell(open, item, m, k, n), factor.get(cell(fixed, item, m, k, n)));
    }
  }

  private int cell(Slot slot, int item, int m, int k, int n) {
    return switch (slot) {
      case X -> (item * g.m() + m) * g.k() + k;
      case W -> (item * g.k() + k) * g.n() + n;
      case Z -> (item * g.m() + m) * g.n() + n;
    };
  }
}
