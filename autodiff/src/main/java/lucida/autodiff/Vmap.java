package lucida.autodiff;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import java.util.stream.IntStream;
import lucida.autodiff.op.Bilinear;
import lucida.autodiff.op.Linear;
import lucida.autodiff.op.Permute;
import lucida.autodiff.op.Pointwise;
import lucida.autodiff.op.Selection;
import lucida.autodiff.op.Slot;
import lucida.autodiff.op.Trilinear.Wide;
import lucida.core.Shape;
import lucida.core.ShapeException;

/**
 * Vectorising map, from formulas to formulas: one formula for many values of one input. What does not depend on the input is written
 * once and shared by all: a batch of directions costs one forward sweep, not one each. No formula can mix the members of a batch.
 */
public final class Vmap {
  private final int n;
  private final Map<Expr, Expr> mapped;

  private Vmap(int n, Input x, Expr rows) {
    this.n = n;
    this.mapped = new HashMap<>(Map.of(x, rows));
  }

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
      throw new ShapeException("Vmap: the values are " + rows.shape() + ", wanted is [n] in front of " + x.shape());
    Vmap vmap = new Vmap(rows.shape().extent(0), x, rows);
    SequencedSet<Expr> order = Graph.order(ys, Expr::inputs);
    Set<Expr> dependent = Graph.dependent(Set.of(x), order, Expr::inputs);
    Graph.rewrite(dependent, y -> vmap.mapped.put(y, vmap.push(y)));
    return ys.stream().map(vmap::lift).toList();
  }

  private Expr push(Apply y) {
    return switch (y.op()) {
      case Linear(var L, boolean transposed) -> Apply.of(new Linear(L.withAxis(n), transposed), lifted(y));
      case Bilinear B -> contract(B, y.inputs());
      case Pointwise f -> Apply.of(f, lifted(y));
      case Selection(var choice, boolean transposed) -> Apply.of(new Selection(choice.withAxis(n), transposed), lifted(y));
    };
  }

  private List<Expr> lifted(Apply y) { return y.inputs().stream().map(this::lift).toList(); }

  /** What depends on the input has the axis of n in front; what does not is repeated along it. */
  private Expr lift(Expr e) {
    Expr many = mapped.get(e);
    return many == null ? e.expand(e.shape().insert(0, n), 0) : many;
  }

  /** The face of the wider form, what its slots take brought into its shapes and its result back. */
  private Expr contract(Bilinear B, List<Expr> inputs) {
    List<Slot> slots = B.open().others();
    int w = slots.indexOf(Slot.W);
    Wide wide = B.form().withAxis(n, w >= 0 && !mapped.containsKey(inputs.get(w)));
    List<Expr> entered = IntStream.range(0, 2).mapToObj(i -> enter(wide, slots.get(i), inputs.get(i))).toList();
    return leave(requireNonNull(wide.joined().get(B.open())), B.form().shape(B.open()),
        Apply.of(new Bilinear(wide.form(), B.open()), entered));
  }

  /** [n, …, E, …] → […, n·E, …]; a shared input as it is. */
  private Expr enter(Wide wide, Slot slot, Expr input) {
    Integer axis = wide.joined().get(slot);
    return axis == null ? input : move(lift(input), 0, axis).reshape(wide.form().shape(slot));
  }

  /** […, n·E, …] → [n, …, E, …]. */
  private Expr leave(int axis, Shape one, Expr result) {
    return move(result.reshape(one.insert(axis, n)), axis, 0);
  }

  private static Expr move(Expr e, int from, int to) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, e.shape().rank()).filter(axis -> axis != from).boxed().toList());
    order.add(to, from);
    return Apply.of(new Linear(new Permute(order)), e);
  }
}
