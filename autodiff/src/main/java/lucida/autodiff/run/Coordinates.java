package lucida.autodiff.run;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import lucida.autodiff.CoordinateMap;
import lucida.autodiff.Expr;
import lucida.autodiff.Input;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Storage;
import lucida.core.Tensor;

/**
 * The diagonal derivatives by cells of x from those by the cells of b that they reach, which are fewer: cells that are summed share one, and cells
 * that a max pooling or a gate passes over reach none, so that all their derivatives are 0.
 *
 * @param map the coordinates of x as those of b
 * @param chosen 1 at the cells of x that are asked for
 * @param reached not 0 at the cells of b that they reach
 * @param byB the derivatives by b
 * @param byX those by x
 */
public record Coordinates(CoordinateMap map, Input chosen, Program reached, List<Input> byB, Program byX) {
  /**
   * On the way from x to y, whose values are given at x.
   *
   * @param order the highest derivative
   */
  public static Coordinates of(Expr y, Expr x, int order) {
    CoordinateMap map = CoordinateMap.of(y, x);
    Input chosen = Input.of("chosen", x.shape());
    List<Input> byB = IntStream.rangeClosed(1, order).mapToObj(n -> Input.of("D" + n, map.b().shape())).toList();
    return new Coordinates(map, chosen, Program.of(List.of(map.reached(chosen)), x), byB, Program.of(map.diagonal(byB), x));
  }

  /** The coordinates of x themselves. */
  static Coordinates own(Expr x) {
    return new Coordinates(new CoordinateMap(x, x), Input.of("chosen", x.shape()), Program.of(List.of()), List.of(),
        Program.of(List.of()));
  }

  /**
   * D_1 … D_order at some cells of x, each [cells].
   *
   * @param given the values of all inputs that b needs above x, and of x
   * @param diagonal gives D_1 … D_order at some cells of b, each [cells]
   */
  public List<Tensor> diagonal(Executor executor, Map<? extends Expr, Tensor> given, int[] cells,
      Function<int[], List<Tensor>> diagonal) {
    if (map.isIdentity()) return diagonal.apply(cells);
    int[] reached = reached(executor, given, cells);
    List<Tensor> D = diagonal.apply(reached);
    Map<Expr, Tensor> values = new HashMap<>(given);
    for (int n = 0; n < D.size(); n++) values.put(byB.get(n), scattered(map.b().shape(), reached, D.get(n)));
    return executor.run(byX, values).stream()
        .map(d -> Tensor.filled(Shape.of(cells.length), d.precision(), r -> d.cell(cells[r]))).toList();
  }

  /** The cells of b that some cells of x reach, in their order. */
  int[] reached(Executor executor, Map<? extends Expr, Tensor> given, int... cells) {
    Precision precision = executor.precision();
    Map<Expr, Tensor> values = new HashMap<>(given);
    values.put(chosen, scattered(chosen.shape(), cells, Tensor.filled(Shape.of(cells.length), precision, 1)));
    Tensor arrives = executor.run(reached, values).getFirst();
    return IntStream.range(0, arrives.size()).filter(e -> arrives.cell(e) != 0).toArray();
  }

  private static Tensor scattered(Shape shape, int[] cells, Tensor values) {
    Storage all = values.precision().allocate(shape.size());
    for (int r = 0; r < cells.length; r++) all.set(cells[r], values.cell(r));
    return Tensor.of(shape, all);
  }
}
