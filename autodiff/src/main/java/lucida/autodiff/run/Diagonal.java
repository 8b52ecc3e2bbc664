package lucida.autodiff.run;

import java.util.List;
import java.util.Map;
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
  private final Expr x;
  private final Shape shape;
  private final Directions along;

  /**
   * By jets, of y with respect to x.
   *
   * @param y any formula, of shape S
   * @param x the formula whose cells are the coordinates: an input, or a node at which y is cut
   * @param order the highest derivative, 1 or more
   * @param batch how many directions are taken at once
   */
  public Diagonal(Expr y, Expr x, int order, int batch) {
    this(y.shape(), x, batch, v -> jets(y, x, v, order));
  }

  private Diagonal(Shape shape, Expr x, int batch, Function<Input, List<Expr>> derivatives) {
    Input v = Input.of("v", x.shape());
    this.x = x;
    this.shape = shape;
    this.along = Directions.of(derivatives.apply(v), v, batch, x);
  }

  /** By adjoint jets, of y, one number, with respect to x. */
  public static Diagonal ofOneNumber(Expr y, Expr x, int order, int batch) {
    return new Diagonal(y.shape(), x, batch, v -> AdjointJets.derivatives(y, x, v, order));
  }

  /** By reverse sweeps, each through the one before, of y, one number, with respect to x [DS 5]: the dearest, and the one that checks the others. */
  public static Diagonal byNestedReverse(Expr y, Expr x, int order, int batch) {
    return new Diagonal(y.shape(), x, batch,
        v -> Stream.iterate(y, d -> Differential.along(d, x, v).reshape(y.shape())).skip(1).limit(order).toList());
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
   * @param coordinates cells of x, counted row-major
   * @param progress is told how many coordinates are done, after each batch
   * @return for each order a tensor [coordinates, S]
   * @throws IllegalArgumentException if x has no such cell
   */
  public List<Tensor> at(Executor executor, Map<? extends Expr, Tensor> given, int[] coordinates, IntConsumer progress) {
    checkCoordinates(coordinates);
    int size = shape.size();
    List<Storage> D = along.program().results().stream()
        .map(_ -> executor.precision().allocate(Math.multiplyExact(coordinates.length, size))).toList();
    along.each(executor, given, coordinates.length, Directions.units(coordinates), (r, derivatives, row) -> {
      for (int p = 0; p < D.size(); p++)
        for (int i = 0; i < size; i++) D.get(p).set(r * size + i, derivatives.get(p).cell(row * size + i));
    }, progress);
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
}
