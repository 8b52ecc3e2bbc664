package lucida.autodiff.run;

import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import lucida.autodiff.Expr;
import lucida.autodiff.Input;
import lucida.autodiff.Vmap;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Storage;
import lucida.core.Tensor;

/**
 * Formulas along many directions, a batch at a time. What does not depend on the direction is computed once for all of them.
 *
 * @param rows the directions of one batch, [batch, shape of a direction]
 * @param program the formulas of one batch, each [batch, …]
 */
public record Directions(Input rows, Program program) {
  /**
   * Formulas of one direction v.
   *
   * @param ys what is computed along each direction
   * @param cut the nodes at which the formulas are cut, whose values are given
   */
  public static Directions of(List<Expr> ys, Input v, int batch, Expr... cut) {
    if (batch < 1) throw new IllegalArgumentException("Directions: " + batch + " at once; there is at least 1");
    Input rows = Input.of("rows", v.shape().insert(0, batch));
    return new Directions(rows, Program.of(Vmap.over(ys, v, rows), cut));
  }

  /** The same, at most {@code batch} of them at once: as many as keep the cells that are alive at once below a number, but at least one. */
  static Directions within(long cells, List<Expr> ys, Input v, int batch, Expr... cut) {
    Directions all = of(ys, v, batch, cut);
    long most = all.program().peak();
    if (most <= cells || batch == 1) return all;
    long one = of(ys, v, 1, cut).program().peak();
    return of(ys, v, (int) Math.max(1, 1 + (cells - one) * (batch - 1) / (most - one)), cut);
  }

  /** Writes a direction, all zeros before, from a cell on. */
  @FunctionalInterface
  public interface Writer {
    /** Writes direction number r into the cells from the first on. */
    void write(int r, Storage cells, int first);

    /** Writes some directions of a size, each behind the other. */
    default void write(int from, int to, Storage cells, int size) {
      for (int r = from; r < to; r++) write(r, cells, (r - from) * size);
    }
  }

  /** Takes what the formulas are along one direction. */
  @FunctionalInterface
  public interface Taker {
    /** Takes the results of one batch, of which direction number r is row {@code row}. */
    void take(int r, List<Tensor> results, int row);
  }

  /** The directions along single coordinates. */
  public static Writer units(int... coordinates) {
    return (r, cells, first) -> cells.set(first + coordinates[r], 1);
  }

  /**
   * Runs along n directions in their order.
   *
   * @param given the values of all that the formulas need beside the direction
   * @param progress is told how many directions are done, after each batch
   */
  public void each(Executor executor, Map<? extends Expr, Tensor> given, int n, Writer directions, Taker taker,
      IntConsumer progress) {
    Executor.Compiled along = executor.compile(program, given);
    int batch = rows.shape().extent(0);
    for (int first = 0; first < n; first += batch) {
      int end = Math.min(first + batch, n);
      List<Tensor> results = along.run(Map.of(rows, tensor(directions, first, end, executor.precision())));
      for (int r = first; r < end; r++) taker.take(r, results, r - first);
      progress.accept(end);
    }
  }

  /** A row for each direction; rows without one stay 0. */
  private Tensor tensor(Writer directions, int from, int to, Precision precision) {
    Shape shape = rows.shape();
    Storage cells = precision.allocate(shape.size());
    directions.write(from, to, cells, shape.without(0).size());
    return Tensor.of(shape, cells);
  }
}
