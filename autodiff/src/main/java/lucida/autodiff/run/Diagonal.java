package lucida.autodiff.run;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lucida.autodiff.AdjointJets;
import lucida.autodiff.Differential;
import lucida.autodiff.Expr;
import lucida.autodiff.Input;
import lucida.autodiff.Jet;
import lucida.autodiff.Taylor;
import lucida.core.Shape;
import lucida.core.Storage;
import lucida.core.Tensor;

/**
 * The exact diagonal derivatives D_p = ∂ᵖy/∂x_eᵖ, p = 1 … order, with respect to single coordinates e of x: along unit vectors, a batch
 * of directions at a time, by jets [DS 4] or, of one number, by adjoint jets [DS 7], which cost less, or by nested reverse sweeps [DS 5].
 */
public final class Diagonal {
  /** Cells that are alive at once at most where directions are taken together: 256 MiB in float32. */
  static final long TOGETHER = 1L << 26;

  private final Expr x;
  private final Shape shape;
  private final Coordinates coordinates;
  private final Optional<LeadingProducts> leading;
  private final Directions along;
  private final Optional<Positions> positions;

  /**
   * By jets, of y with respect to x.
   *
   * @param y any formula, of shape S
   * @param x the formula whose cells are the coordinates: an input, or a node at which y is cut
   * @param order the highest derivative, 1 or more
   * @param batch how many directions are taken at once
   */
  public Diagonal(Expr y, Expr x, int order, int batch) {
    this(y, x, v -> jets(y, x, v, order), batch);
  }

  private Diagonal(Expr y, Expr x, Function<Input, List<Expr>> derivatives, int batch) {
    this(y, x, Coordinates.own(x), Optional.empty(), derivatives, batch);
  }

  private Diagonal(Expr y, Expr x, Coordinates coordinates, Optional<LeadingProducts> leading,
      Function<Input, List<Expr>> derivatives, int batch) {
    this.x = x;
    this.shape = y.shape();
    this.coordinates = coordinates;
    this.leading = leading;
    Input v = Input.of("v", leading.map(LeadingProducts::node).orElse(coordinates.map().b()).shape());
    List<Expr> D = derivatives.apply(v);
    this.along = Directions.within(TOGETHER, D, v, batch, x);
    this.positions = leading.isEmpty() ? Positions.of(D, v, x, batch) : Optional.empty();
  }

  /**
   * By adjoint jets, of y, one number, with respect to x, along as few directions as there are: cells of x that are summed before anything else share
   * one, and those that a pooling passes over have none ({@link Coordinates}). Where they go into products of matrices next, dense layers, with gates between, the jets start behind them: {@link LeadingProducts}.
   *
   * @param batch how many directions are taken at once at most
   */
  public static Diagonal ofOneNumber(Expr y, Expr x, int order, int batch) {
    Coordinates coordinates = Coordinates.of(y, x, order);
    Expr b = coordinates.map().b();
    Optional<LeadingProducts> leading = LeadingProducts.of(y, b);
    Expr start = leading.map(LeadingProducts::node).orElse(b);
    return new Diagonal(y, x, coordinates, leading, v -> AdjointJets.derivatives(y, start, v, order), batch);
  }

  /** By reverse sweeps, each through the one before, of y, one number, with respect to x [DS 5]: the dearest, and the one that checks the others. */
  public static Diagonal byNestedReverse(Expr y, Expr x, int order, int batch) {
    return new Diagonal(y, x,
        v -> Stream.iterate(y, d -> Differential.along(d, x, v).reshape(y.shape())).skip(1).limit(order).toList(), batch);
  }

  private static List<Expr> jets(Expr y, Expr x, Input v, int order) {
    if (order < 1) throw new IllegalArgumentException("Diagonal: derivatives of order 1 to " + order + "; the order is at least 1");
    Jet jet = Taylor.jet(y, x, v, order);
    return IntStream.rangeClosed(1, order).mapToObj(jet::derivative).toList();
  }

  /**
   * D_1 … D_order at every coordinate, each of shape [shape of x, S], or just the shape of x where y is one number.
   *
   * @param given the values of all inputs that y needs above x, and of x
   */
  public List<Tensor> everywhere(Executor executor, Map<? extends Expr, Tensor> given, IntConsumer progress) {
    Shape joined = shape.size() == 1 ? x.shape() : x.shape().append(shape);
    return at(executor, given, IntStream.range(0, x.shape().size()).toArray(), progress).stream().map(D -> D.reshape(joined))
        .toList();
  }

  /** D_1 … D_order at every coordinate. */
  public List<Tensor> everywhere(Executor executor, Map<? extends Expr, Tensor> given) {
    return everywhere(executor, given, _ -> {});
  }

  /**
   * D_1 … D_order at some coordinates.
   *
   * @param given the values of all inputs that y needs above x, and of x
   * @param cells the coordinates: cells of x, counted row-major
   * @param progress is told how many coordinates are done, after each batch
   * @return for each order a tensor [cells, S]
   * @throws IllegalArgumentException if x has no such cell
   */
  public List<Tensor> at(Executor executor, Map<? extends Expr, Tensor> given, int[] cells, IntConsumer progress) {
    checkCoordinates(cells);
    return coordinates
        .diagonal(executor, given, cells, reached -> along(executor, given, reached, done -> progress.accept(
            (int) ((long) done * cells.length / reached.length))))
        .stream().map(D -> D.reshape(shape.insert(0, cells.length))).toList();
  }

  /** Along the unit vectors at some cells of b. */
  private List<Tensor> along(Executor executor, Map<? extends Expr, Tensor> given, int[] cells, IntConsumer progress) {
    int size = shape.size();
    List<Storage> D = along.program().results().stream()
        .map(_ -> executor.precision().allocate(Math.multiplyExact(cells.length, size))).toList();
    Directions.Taker taker = (r, derivatives, row) -> {
      for (int p = 0; p < D.size(); p++)
        for (int i = 0; i < size; i++) D.get(p).set(r * size + i, derivatives.get(p).cell(row * size + i));
    };
    List<int[]> groups = positions.map(at -> at.groups(cells)).orElse(List.of());
    positions.ifPresent(at -> at.each(executor, given, groups, cells, taker, progress));
    int[] rest = without(groups, cells.length);
    Directions.Writer units = Directions.units(IntStream.of(rest).map(r -> cells[r]).toArray());
    LeadingProducts.Moving moving = leading
        .map(products -> products.along(executor, given, x, along.rows().shape().extent(0), cells))
        .orElse(new LeadingProducts.Moving(rest, units));
    int[] which = moving.which();
    if (which.length > 0)
      along.each(executor, given, which.length, moving.writer(), (r, derivatives, row) -> taker.take(which[r], derivatives, row),
          done -> progress.accept(cells.length - which.length + done));
    Shape all = shape.insert(0, cells.length);
    return D.stream().map(values -> Tensor.of(all, values)).toList();
  }

  /** 0 … n − 1 but for those of some groups. */
  private static int[] without(List<int[]> groups, int n) {
    BitSet rest = new BitSet();
    rest.set(0, n);
    groups.forEach(group -> IntStream.of(group).forEach(rest::clear));
    return rest.stream().toArray();
  }

  private void checkCoordinates(int... cells) {
    int size = x.shape().size();
    for (int e : cells)
      if (e < 0 || e >= size)
        throw new IllegalArgumentException(
            "Diagonal: no coordinate " + e + " among the " + size + " cells of " + x.shape() + ", counted from 0");
  }
}
