package lucida.autodiff.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import lucida.autodiff.Constant;
import lucida.autodiff.CoordinateMap;
import lucida.autodiff.Differential;
import lucida.autodiff.Expr;
import lucida.autodiff.Input;
import lucida.autodiff.Vmap;
import lucida.core.Tensor;

/**
 * Many pullbacks ȳ J from y to x at once, over live rows only: where the way from x to y goes through products of a matrix and a vector, coordinates between
 * them, a row of a matrix whose cell the gates behind it pass over is not multiplied.
 *
 * @param y what is derived, piecewise linear in x
 * @param layers the way from x to y, product by product, as far as one leads to the next
 */
public record LiveRows(Expr y, List<Layer> layers) {
  /**
   * A stretch of the way: coordinates, and what they go into.
   *
   * @param map x → b
   * @param matrix U of the product U b that follows; empty on the last stretch
   * @param live the cells of U b that reach the end of the next stretch
   */
  public record Layer(CoordinateMap map, Optional<Expr> matrix, List<Integer> live) {}

  /**
   * On the way from x to y.
   *
   * @param cut where the formulas are cut: x, or what x is made of
   * @param given the values of all that y needs above the cut, and of the cut: which gates are open
   */
  public static LiveRows of(Expr y, Expr x, Expr cut, Executor executor, Map<? extends Expr, Tensor> given) {
    List<CoordinateMap> maps = new ArrayList<>(List.of(CoordinateMap.of(y, x)));
    List<Expr> matrices = new ArrayList<>();
    for (Optional<LeadingProduct> next = product(y, maps); next.isPresent(); next = product(y, maps)) {
      matrices.add(next.get().matrix().orElseThrow());
      maps.add(CoordinateMap.of(y, next.get().node()));
    }
    List<Expr> arriving = maps.stream().skip(1).map(map -> Differential.vjp(map.b(), Constant.one(map.b().shape()), map.x()))
        .toList();
    List<Tensor> values = executor.run(Program.of(arriving, cut), given);
    return new LiveRows(y, IntStream.range(0, maps.size()).mapToObj(i -> i == matrices.size()
        ? new Layer(maps.get(i), Optional.empty(), List.of())
        : new Layer(maps.get(i), Optional.of(matrices.get(i)), notZero(values.get(i)))).toList());
  }

  private static Optional<LeadingProduct> product(Expr y, List<CoordinateMap> maps) {
    return LeadingProduct.of(y, maps.getLast().b()).filter(product -> product.matrix().isPresent());
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
    for (Layer layer : layers.reversed()) {
      Expr arrived = rows;
      rows = layer.matrix().map(U -> arrived.gather(1, layer.live()).matmul(U.gather(0, layer.live()))).orElse(arrived);
      rows = back(rows, layer.map().b(), layer.map().x());
    }
    return rows.reshape(n, layers.getFirst().map().x().shape().size());
  }

  /** From e to x for each row: [n, cells of x]. */
  private static Expr back(Expr rows, Expr e, Expr x) {
    int n = rows.shape().extent(0);
    Expr eBars = rows.reshape(e.shape().insert(0, n));
    Input eBar = Input.of("ē", e.shape());
    return (e.equals(x) ? eBars : Vmap.over(Differential.vjp(e, eBar, x), eBar, eBars)).reshape(n, x.shape().size());
  }
}
