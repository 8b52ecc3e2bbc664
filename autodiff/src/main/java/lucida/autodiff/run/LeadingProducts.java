package lucida.autodiff.run;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import lucida.autodiff.Expr;
import lucida.autodiff.Input;
import lucida.core.Storage;
import lucida.core.Tensor;

/**
 * The products of matrices that all of a formula's dependence on x passes through first, coordinates between them. Along a unit vector of x the first moves in the direction of a row or a column
 * of its other factor, which is read; those that follow are multiplied where they are alive, {@link LiveRows}.
 *
 * @param y the formula
 * @param x what the first product is of
 * @param first the first product
 * @param node the result of the last
 */
record LeadingProducts(Expr y, Expr x, LeadingProduct first, Expr node) {
  static Optional<LeadingProducts> of(Expr y, Expr x) {
    List<LeadingProduct> chain = LeadingProduct.chain(y, x);
    return LeadingProduct.of(y, x)
        .map(product -> new LeadingProducts(y, x, product, chain.isEmpty() ? product.node() : chain.getLast().node()));
  }

  /**
   * Directions in which the last product moves.
   *
   * @param which numbers of the coordinates along which it does: others reach nothing that is alive
   * @param writer writes a direction for each of these
   */
  record Moving(int[] which, Directions.Writer writer) {}

  /**
   * In which directions the last product moves along single coordinates of x.
   *
   * @param cut where the formulas are cut
   * @param given the values of all that y needs above the cut, and of the cut
   * @param batch how many directions are computed at once
   */
  Moving along(Executor executor, Map<? extends Expr, Tensor> given, Expr cut, int batch, int... coordinates) {
    Tensor factor = executor.run(Program.of(List.of(first.factor()), cut), given).getFirst();
    if (first.matrix().isEmpty())
      return moving(factor, IntStream.range(0, first.run()).toArray(), Optional.empty(), coordinates);
    LiveRows live = LiveRows.of(y, x, cut, executor, given);
    int[] places = live.layers().getFirst().live().stream().mapToInt(i -> i).toArray();
    Input rows = Input.of("columns", batch, first.node().shape().size());
    return moving(factor, places, node.equals(first.node())
        ? Optional.empty()
        : Optional.of(new Behind(rows, executor.compile(Program.of(List.of(live.pushforward(rows)), cut), given))), coordinates);
  }

  private Moving moving(Tensor factor, int[] places, Optional<Behind> behind, int... coordinates) {
    int[] which = first.columns(factor, coordinates).moving(places);
    LeadingProduct.Columns columns = first.columns(factor, IntStream.of(which).map(r -> coordinates[r]).toArray());
    return new Moving(which, behind.<Directions.Writer>map(b -> new Pushed(columns, b)).orElse(columns));
  }

  /** The way from the first product to the last, for a batch of directions. */
  private record Behind(Input rows, Executor.Compiled last) {}

  private record Pushed(LeadingProduct.Columns columns, Behind behind) implements Directions.Writer {
    @Override
    public void write(int r, Storage cells, int first) { some(r, r + 1, cells, first); }

    @Override
    public void write(int from, int to, Storage cells, int size) {
      int batch = behind.rows.shape().extent(0);
      for (int r = from; r < to; r += batch) some(r, Math.min(r + batch, to), cells, (r - from) * size);
    }

    private void some(int from, int to, Storage cells, int first) {
      Storage read = cells.precision().allocate(behind.rows.shape().size());
      columns.write(from, to, read, behind.rows.shape().extent(1));
      Tensor moved = behind.last.run(Map.of(behind.rows, Tensor.of(behind.rows.shape(), read))).getFirst();
      for (int i = 0; i < (to - from) * moved.shape().extent(1); i++) cells.set(first + i, moved.cell(i));
    }
  }
}
