package lucida.autodiff;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import lucida.core.Shape;
import lucida.core.ShapeException;

/**
 * One formula for many values of one input, from formulas to formulas. What does not depend on the input is written once and shared by
 * all: a batch of directions costs one forward sweep, not one each. No formula can mix the members of a batch by mistake.
 */
public final class Batch {
  private Batch() {}

  /**
   * y for each of n values of x.
   *
   * @param y any formula, of shape S
   * @param rows the values of x, [n, shape of x]
   * @return the values of y, [n, S]
   */
  public static Expr over(Expr y, Input x, Expr rows) { return over(List.of(y), x, rows).getFirst(); }

  /** Each y for each of n values of x. */
  public static List<Expr> over(List<Expr> ys, Input x, Expr rows) {
    if (rows.shape().rank() != x.shape().rank() + 1 || !rows.shape().without(0).equals(x.shape()))
      throw new ShapeException("Batch: the values are " + rows.shape() + ", wanted is [n] in front of " + x.shape());
    int n = rows.shape().extent(0);
    SequencedSet<Expr> order = Graph.order(ys, Expr::inputs);
    Set<Expr> dependent = Graph.dependent(Set.of(x), order, Expr::inputs);
    Map<Expr, Expr> many = new HashMap<>(Map.of(x, rows));
    for (Expr e : dependent) if (e instanceof Apply y) many.put(y, Origin.keep(y, () -> batched(y, n, many)));
    return ys.stream().map(y -> lift(n, many.getOrDefault(y, y), many.containsKey(y))).toList();
  }

  private static Expr batched(Apply y, int n, Map<Expr, Expr> many) {
    List<Boolean> marked = y.inputs().stream().map(many::containsKey).toList();
    return y.op().batched(n, y.inputs().stream().map(x -> many.getOrDefault(x, x)).toList(), marked);
  }

  /** Itself if it already has the axis of n in front, else repeated along it. */
  public static Expr lift(int n, Expr e, boolean marked) {
    if (marked) return e;
    Shape shape = e.shape().insert(0, n);
    return e.expand(shape, 0);
  }
}
