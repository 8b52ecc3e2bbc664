package lucida.autodiff;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import lucida.autodiff.op.Bilinear;
import lucida.autodiff.op.Linear;
import lucida.autodiff.op.Pointwise;
import lucida.autodiff.op.Selection;
import lucida.core.ShapeException;

/** Reverse mode, from formulas to formulas: one sweep down from y. What it returns can be derived again. */
public final class Reverse {
  private Reverse() {}

  /** What node y sends to its input i when it receives ȳ. */
  static Expr adjoint(Apply y, int i, Expr yBar) {
    Expr x = y.inputs().getFirst();
    return switch (y.op()) {
      case Linear L -> Apply.of(L.adjoint(i), yBar); // Lᵢᵀ ȳ
      case Bilinear B -> Apply.of(B.adjoint(i), B.adjointInputs(i, y.inputs(), yBar)); // ∂T/∂xᵢ
      case Pointwise f -> f.derivative(x, y).times(yBar); // f′(x) ȳ
      case Selection S -> i == 0 ? Constant.zero(x.shape()) : Apply.of(S.adjoint(), x, yBar); // x̄ = 0, v̄ = L(x)ᵀ ȳ
    };
  }

  /**
   * (∂y/∂x)ᵀ ȳ for each x; literally 0 for those that y does not depend on.
   *
   * @param yBar of y's shape
   * @param marked ReLU layers that follow a rule of their own
   */
  public static List<Expr> pullback(Expr y, Expr yBar, List<? extends Expr> xs, Map<Expr, Rule> marked) {
    if (!y.shape().equals(yBar.shape()))
      throw new ShapeException("pullback: y is " + y.shape() + ", what arrives at it is " + yBar.shape());
    xs.forEach(Graph::checkVariable);
    marked.keySet().forEach(Rule::check);
    SequencedSet<Expr> paths = Graph.paths(xs, y);
    Map<Expr, Expr> bar = new HashMap<>(Map.of(y, yBar));
    Graph.derive(paths.reversed(), node -> {
      Expr received = bar.getOrDefault(node, Constant.zero(node.shape()));
      if (!received.isZero()) send(node, received, paths, bar, marked);
    });
    return xs.stream().map(x -> paths.contains(x) ? bar.getOrDefault(x, Constant.zero(x.shape())) : Constant.zero(x.shape()))
        .toList();
  }

  private static void send(Apply y, Expr yBar, Collection<Expr> paths, Map<Expr, Expr> bar, Map<Expr, Rule> marked) {
    for (int i = 0; i < y.inputs().size(); i++) {
      Expr x = y.inputs().get(i);
      if (!paths.contains(x) || y.op() instanceof Selection && i == 0) continue;
      Rule rule = marked.get(y);
      bar.merge(x, rule == null ? adjoint(y, i, yBar) : rule.send(x, y, yBar), Expr::plus);
    }
  }

  /** (∂y/∂x)ᵀ ȳ. */
  public static Expr pullback(Expr y, Expr yBar, Expr x) {
    return pullback(y, yBar, List.of(x), Map.of()).getFirst();
  }

  /** ∂y/∂x for each x, where y is one number. */
  public static List<Expr> gradients(Expr y, List<? extends Expr> xs) {
    if (y.shape().size() != 1) throw new ShapeException("A gradient is of one number, not of " + y.shape());
    return pullback(y, Constant.one(y.shape()), xs, Map.of());
  }

  /** ∂y/∂x, where y is one number. */
  public static Expr gradient(Expr y, Expr x) { return gradients(y, List.of(x)).getFirst(); }
}
