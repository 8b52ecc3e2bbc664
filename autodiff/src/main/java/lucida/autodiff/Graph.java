package lucida.autodiff;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import lucida.autodiff.op.Bilinear;
import lucida.autodiff.op.Linear;
import lucida.autodiff.op.Pointwise;
import lucida.autodiff.op.Selection;

/** Reading a graph: what a formula is made of, in order, without recursion. */
public final class Graph {
  private Graph() {}

  /** All that the wanted formulas are made of along the given edges, inputs before outputs. */
  public static SequencedSet<Expr> order(Collection<? extends Expr> wanted, Function<Expr, List<Expr>> edges) {
    SequencedSet<Expr> done = new LinkedHashSet<>();
    Set<Expr> entered = new HashSet<>();
    Deque<Expr> open = new ArrayDeque<>();
    for (Expr root : wanted) {
      open.push(root);
      while (!open.isEmpty()) {
        Expr e = open.peek();
        if (entered.add(e)) for (Expr x : edges.apply(e).reversed()) if (!done.contains(x)) open.push(x);
        if (e.equals(open.peek())) {
          open.pop();
          done.add(e);
        }
      }
    }
    return done;
  }

  /** @throws IllegalArgumentException if a formula is a literal number: those are equal by value, so that it has no place of its own */
  static void checkVariable(Expr x) {
    if (x instanceof Constant)
      throw new IllegalArgumentException("A derivative is with respect to an Input or a node, not the number " + x);
  }

  /** Visits the operations of an order; the formulas that a visit writes are derivatives of the operation, and remember its line. */
  static void derive(Collection<Expr> order, Consumer<Apply> visit) {
    for (Expr e : order) if (e instanceof Apply y) y.origin().derivative().during(() -> visit.accept(y));
  }

  /** Visits the operations of an order; a visit writes the operation in another form, which remembers its line. */
  static void rewrite(Collection<Expr> order, Consumer<Apply> visit) {
    for (Expr e : order) if (e instanceof Apply y) y.origin().during(() -> visit.accept(y));
  }

  /** What a derivative of y by the xs passes through: the xs that y depends on, y, and all between. */
  public static SequencedSet<Expr> paths(Collection<? extends Expr> xs, Expr y) {
    return dependent(new HashSet<>(xs), order(List.of(y), Expr::passing), Expr::passing);
  }

  /** The node through which all of y's dependence on e passes next, along the paths to y, if it is linear in e: no other input of it moves. */
  public static Optional<Apply> onlyReader(Expr e, Set<Expr> paths) {
    List<Expr> readers = paths.stream().filter(reader -> reader.passing().contains(e)).toList();
    return readers.size() == 1 && readers.getFirst() instanceof Apply node && !(node.op() instanceof Pointwise)
        && node.passing().stream().filter(paths::contains).count() == 1 ? Optional.of(node) : Optional.empty();
  }

  /** Whether y depends on x along any edge, a selector's too. */
  public static boolean depends(Expr y, Expr x) {
    return dependent(Set.of(x), order(List.of(y), Expr::inputs), Expr::inputs).contains(y);
  }

  /** Those of an order that depend on one of the xs along the given edges, the xs themselves included. */
  public static SequencedSet<Expr> dependent(Set<? extends Expr> xs, SequencedSet<Expr> order, Function<Expr, List<Expr>> edges) {
    SequencedSet<Expr> on = new LinkedHashSet<>();
    for (Expr e : order) if (xs.contains(e) || edges.apply(e).stream().anyMatch(on::contains)) on.add(e);
    return on;
  }

  /**
   * Whether y is piecewise linear in x, read off the graph: on every path from x there are only linear operations, selections, and
   * bilinear operations of which one input does not depend on x. Then all derivatives by x beyond the first are 0 wherever they exist.
   */
  public static boolean piecewiseLinear(Expr y, Expr x) {
    Set<Expr> paths = paths(Set.of(x), y);
    return paths.stream().noneMatch(e -> !e.equals(x) && e instanceof Apply node && switch (node.op()) {
      case Linear _ -> false;
      case Bilinear _ -> paths.containsAll(node.inputs());
      case Pointwise _ -> true;
      case Selection _ -> false; // a stopped factor is a number to every derivative
    });
  }
}
