package lucida.autodiff;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lucida.core.Cells;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;

/**
 * The exact diagonal derivatives D_p = ∂ᵖy/∂x_eᵖ, p = 1 … order, for every coordinate e of x alone [DS 4]: jets along unit vectors, a
 * batch of directions at a time. What does not depend on the direction, the value y and all it is made of, is computed once.
 */
public final class Diagonal {
  private final Expr x;
  private final Shape shape;
  private final Input rows;
  private final List<Expr> shared;
  private final Program still;
  private final Program moving;

  /**
   * Of y by x.
   *
   * @param y any formula, of shape S
   * @param x the formula whose cells are the coordinates: an input, or a node at which y is cut
   * @param order the highest derivative, 1 or more
   * @param batch how many directions are taken at once
   */
  public Diagonal(Expr y, Expr x, int order, int batch) {
    if (order < 1) throw new IllegalArgumentException("Diagonal: derivatives of order 1 to " + order + "; the order is at least 1");
    if (batch < 1) throw new IllegalArgumentException("Diagonal: " + batch + " directions at once; there is at least 1");
    this.x = x;
    this.shape = y.shape();
    Input v = Input.of("v", x.shape());
    this.rows = Input.of("rows", x.shape().insert(0, batch));
    Jet jet = Taylor.jet(y, x, v, order);
    List<Expr> wanted = Vmap.over(IntStream.rangeClosed(1, order).mapToObj(jet::derivative).toList(), v, rows);
    this.shared = frontier(wanted);
    this.still = Program.of(shared, x);
    this.moving = Program.of(wanted, shared.toArray(Expr[]::new));
  }

  /** What does not depend on the directions and is read by what does. */
  private List<Expr> frontier(List<Expr> wanted) {
    SequencedSet<Expr> all = Graph.order(wanted, Expr::inputs);
    Set<Expr> moves = Graph.dependent(Set.of(rows), all, Expr::inputs);
    Stream<Expr> read = Stream.concat(wanted.stream(), all.stream().filter(moves::contains).flatMap(e -> e.inputs().stream()));
    return read.filter(e -> !moves.contains(e) && !(e instanceof Constant)).distinct().toList();
  }

  /**
   * D_1 … D_order at every coordinate, each of shape [shape of x, S], or just the shape of x where y is one number.
   *
   * @param given the values of all inputs that y needs above x, and of x
   */
  public List<Tensor> everywhere(Interpreter interpreter, Map<? extends Expr, Tensor> given, IntConsumer progress) {
    Shape joined = shape.size() == 1 ? x.shape() : x.shape().append(shape);
    return at(interpreter, given, IntStream.range(0, x.shape().size()).toArray(), progress).stream().map(D -> D.reshape(joined))
        .toList();
  }

  /** D_1 … D_order at every coordinate. */
  public List<Tensor> everywhere(Interpreter interpreter, Map<? extends Expr, Tensor> given) {
    return everywhere(interpreter, given, _ -> {});
  }

  /**
   * D_1 … D_order at some coordinates.
   *
   * @param given the values of all inputs that y needs above x, and of x
   * @param coordinates cells of x, counted row-major
   * @param progress told how many coordinates are done, after each batch
   * @return for each order a tensor [coordinates, S]
   * @throws IllegalArgumentException if x has no such cell
   */
  public List<Tensor> at(Interpreter interpreter, Map<? extends Expr, Tensor> given, int[] coordinates, IntConsumer progress) {
    checkCoordinates(coordinates);
    Map<Expr, Tensor> values = new HashMap<>(given);
    List<Tensor> once = interpreter.run(still, given);
    for (int i = 0; i < once.size(); i++) values.put(shared.get(i), once.get(i));
    List<Cells> D = moving.results().stream()
        .map(_ -> interpreter.precision().allocate(Math.multiplyExact(coordinates.length, shape.size()))).toList();
    int batch = rows.shape().extent(0);
    for (int first = 0; first < coordinates.length; first += batch) {
      int[] some = Arrays.copyOfRange(coordinates, first, Math.min(first + batch, coordinates.length));
      values.put(rows, unitVectors(some, interpreter.precision()));
      List<Tensor> part = interpreter.run(moving, values);
      for (int p = 0; p < D.size(); p++)
        for (int i = 0; i < some.length * shape.size(); i++) D.get(p).set(first * shape.size() + i, part.get(p).cell(i));
      progress.accept(first + some.length);
    }
    Shape all = shape.insert(0, coordinates.length);
    return D.stream().map(cells -> Tensor.of(all, cells)).toList();
  }

  private void checkCoordinates(int... coordinates) {
    int size = x.shape().size();
    for (int e : coordinates)
      if (e < 0 || e >= size)
        throw new IllegalArgumentException(
            "Diagonal: no coordinate " + e + " among the " + size + " cells of " + x.shape() + ", counted from 0");
  }

  /** A row for each coordinate; rows without one stay 0. */
  private Tensor unitVectors(int[] coordinates, Precision precision) {
    Cells cells = precision.allocate(rows.shape().size());
    for (int row = 0; row < coordinates.length; row++) cells.set(row * x.shape().size() + coordinates[row], 1);
    return Tensor.of(rows.shape(), cells);
  }
}
