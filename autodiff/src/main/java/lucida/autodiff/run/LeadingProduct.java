package lucida.autodiff.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import lucida.autodiff.Apply;
import lucida.autodiff.CoordinateMap;
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

  /** Of the way from x to y and, as long as they are products of a matrix and a vector, those that follow, coordinates between them. */
  static List<LeadingProduct> chain(Expr y, Expr x) {
    List<LeadingProduct> chain = new ArrayList<>();
    for (Optional<LeadingProduct> next = of(y, CoordinateMap.of(y, x).b()); next.filter(product -> product.matrix().isPresent())
        .isPresent(); next = of(y, CoordinateMap.of(y, next.get().node()).b()))
      chain.add(next.get());
    return chain;
  }

  /** U, where the product is that of a matrix and a vector, node = U x: [cells of the node, cells of x]. */
  Optional<Expr> matrix() {
    int shared = switch (fixed) {
      case X -> g.n();
      case W -> g.m();
      case Z -> g.k();
    };
    if (g.batch() != 1 || shared != 1) return Optional.empty();
    Expr U = factor.reshape(factor.shape().without(0));
    return Optional.of(x == Slot.X || x == Slot.Z && fixed == Slot.X ? U.transpose() : U);
  }

  /** The directions in which the product moves along unit vectors of x. */
  Columns columns(Tensor value, int... coordinates) {
    return new Columns(this, value.cells(), coordinates);
  }

  /** Rows or columns of the factor: some neighbours at once, since those of columns lie side by side. */
  record Columns(LeadingProduct product, Storage factor, int... coordinates) implements Directions.Writer {
    private static final int NEIGHBOURS = 16;

    @Override
    public void write(int r, Storage cells, int first) { some(r, r + 1, cells, first, 0); }

    @Override
    public void write(int from, int to, Storage cells, int size) {
      for (int r = from; r < to; r += NEIGHBOURS) some(r, Math.min(r + NEIGHBOURS, to), cells, (r - from) * size, size);
    }

    /** Without those in which nothing moves at some places of the product, numbers below {@link #run}. */
    int[] moving(int... places) {
      return IntStream.range(0, coordinates.length)
          .filter(r -> IntStream.of(places).anyMatch(t -> factor.get(product.at(product.fixed, coordinates[r], t)) != 0)).toArray();
    }

    private void some(int from, int to, Storage cells, int first, int size) {
      int[] read = new int[to - from], written = new int[to - from];
      for (int i = 0; i < read.length; i++) {
        read[i] = product.at(product.fixed, coordinates[from + i], 0);
        written[i] = first + i * size + product.at(product.open, coordinates[from + i], 0);
      }
      int run = product.run(), next = product.at(product.fixed, 0, 1) - product.at(product.fixed, 0, 0);
      int nextWritten = product.at(product.open, 0, 1) - product.at(product.open, 0, 0);
      for (int t = 0; t < run; t++)
        for (int i = 0; i < read.length; i++) cells.set(written[i] + t * nextWritten, factor.get(read[i] + t * next));
    }
  }

  /** The extent of that of m, k, n which x does not have. */
  int run() {
    return switch (x) {
      case X -> g.n();
      case W -> g.m();
      case Z -> g.k();
    };
  }

  /** The cell of a slot where a coordinate of x and number t of {@link #run} meet. */
  private int at(Slot slot, int coordinate, int t) {
    int inner = x == Slot.X ? g.k() : g.n();
    int outer = x == Slot.W ? g.k() : g.m();
    int row = coordinate / inner % outer;
    int column = coordinate % inner;
    int m = x == Slot.W ? t : row;
    int k = x == Slot.X ? column : x == Slot.W ? row : t;
    int n = x == Slot.X ? t : column;
    return cell(slot, coordinate / inner / outer, m, k, n);
  }

  private int cell(Slot slot, int item, int m, int k, int n) {
    return switch (slot) {
      case X -> (item * g.m() + m) * g.k() + k;
      case W -> (item * g.k() + k) * g.n() + n;
      case Z -> (item * g.m() + m) * g.n() + n;
    };
  }
}
