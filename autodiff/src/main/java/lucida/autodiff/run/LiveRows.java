package lucida.autodiff.run;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lucida.autodiff.Apply;
import lucida.autodiff.Constant;
import lucida.autodiff.CoordinateMap;
import lucida.autodiff.Differential;
import lucida.autodiff.Expr;
import lucida.autodiff.Input;
import lucida.autodiff.Vmap;
import lucida.autodiff.op.Gather;
import lucida.autodiff.op.Linear;
import lucida.core.Shape;
import lucida.core.Tensor;

/**
 * Many pullbacks ȳ J from y to x at once, or many pushforwards, over live rows and columns only: where the way from x to y goes through products of a matrix and a vector, coordinates between
 * them, a row of a matrix whose cell the gates behind it pass over is not multiplied, nor is a column of one that no coordinate before it reaches.
 *
 * @param y what is derived, piecewise linear in x
 * @param layers the way from x to y, product by product, as far as one leads to the next
 */
public record LiveRows(Expr y, List<Layer> layers) {
  /**
   * A stretch of the way: coordinates, and what they go into.
   *
   * @param map x → b
   * @param reached the cells of b that a coordinate of x reaches
   * @param matrix U of the product U b that follows; empty on the last stretch
   * @param live the cells of U b that reach the end of the next stretch
   */
  public record Layer(CoordinateMap map, List<Integer> reached, Optional<Expr> matrix, List<Integer> live) {
    /** What arrives at b goes through the matrix: [n, cells of b] → [n, cells of U b]. */
    private Expr forth(Expr rows) {
      Expr U = matrix.orElseThrow();
      return scattered(some(rows, 1, reached).matmulTransposed(living(U)), live, U.shape().extent(0));
    }

    /** What arrives at U b goes back: [n, cells of U b] → [n, cells of b]. */
    private Expr back(Expr rows) {
      return matrix.map(U -> scattered(some(rows, 1, live).matmul(living(U)), reached, U.shape().extent(1))).orElse(rows);
    }

    private Expr living(Expr U) { return some(some(U, 0, live), 1, reached); }

    private static Expr some(Expr e, int axis, List<Integer> index) {
      return index.size() == e.shape().extent(axis) ? e : e.gather(axis, index);
    }

    private static Expr scattered(Expr rows, List<Integer> to, int cells) {
      return to.size() == cells
          ? rows
          : Apply.of(new Linear(new Gather(Shape.of(rows.shape().extent(0), cells), 1, to), true), rows);
    }
  }

  /**
   * On the way from x to y.
   *
   * @param cut where the formulas are cut: x, or what x is made of
   * @param given the values of all that y needs above the cut, and of the cut: which gates are open
   */
  public static LiveRows of(Expr y, Expr x, Expr cut, Executor executor, Map<? extends Expr, Tensor> given) {
    List<LeadingProduct> chain = LeadingProduct.chain(y, x);
    List<CoordinateMap> maps = Stream.concat(Stream.of(x), chain.stream().map(LeadingProduct::node))
        .map(from -> CoordinateMap.of(y, from))
        .toList();
    List<Expr> passing = maps.stream()
        .flatMap(map -> Stream.of(Differential.vjp(map.b(), Constant.one(map.b().shape()), map.x()),
            map.reached(Constant.one(map.x().shape()))))
        .toList();
    List<List<Integer>> cells = executor.run(Program.of(passing, cut), given).stream().map(LiveRows::notZero).toList();
    return new LiveRows(y, IntStream.range(0, maps.size()).mapToObj(i -> i == chain.size()
        ? new Layer(maps.get(i), cells.get(2 * i + 1), Optional.empty(), List.of())
        : new Layer(maps.get(i), cells.get(2 * i + 1), chain.get(i).matrix(), cells.get(2 * i + 2))).toList());
  }

  private static List<Integer> notZero(Tensor t) {
    return IntStream.range(0, t.size()).filter(e -> t.cell(e) != 0).boxed().toList();
  }

  /**
   * ȳ J for each ȳ.
   *
   * @param yBars [n, shape of y]
   * @return [n, cells of x]
   */
  public Expr pullback(Expr yBars) {
    int n = yBars.shape().extent(0);
    Expr b = layers.getLast().map().b();
    Expr rows = back(yBars, y, b);
    for (Layer layer : layers.reversed()) rows = back(layer.back(rows), layer.map().b(), layer.map().x());
    return rows.reshape(n, layers.getFirst().map().x().shape().size());
  }

  /**
   * What moves at the last product where the first moves in some directions.
   *
   * @param columns [n, cells of the first product]
   * @return [n, cells of the last product]
   */
  Expr pushforward(Expr columns) {
    Expr rows = columns;
    for (Layer layer : layers.subList(1, layers.size() - 1)) rows = layer.forth(forth(rows, layer.map()));
    return rows;
  }

  /** From x to b for each row: [n, cells of b]. */
  private static Expr forth(Expr rows, CoordinateMap map) {
    int n = rows.shape().extent(0);
    Input v = Input.of("v", map.x().shape());
    Expr vs = rows.reshape(map.x().shape().insert(0, n));
    return (map.isIdentity() ? vs : Vmap.over(Differential.jvp(map.b(), map.x(), v), v, vs)).reshape(n, map.b().shape().size());
  }

  /** From e to x for each row: [n, cells of x]. */
  private static Expr back(Expr rows, Expr e, Expr x) {
    int n = rows.shape().extent(0);
    Expr eBars = rows.reshape(e.shape().insert(0, n));
    Input eBar = Input.of("ē", e.shape());
    return (e.equals(x) ? eBars : Vmap.over(Differential.vjp(e, eBar, x), eBar, eBars)).reshape(n, x.shape().size());
  }
}
