package lucida.autodiff;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import lucida.autodiff.op.Bilinear;
import lucida.autodiff.op.Linear;
import lucida.autodiff.op.Pointwise;
import lucida.autodiff.op.Selection;
import lucida.core.ShapeException;

/**
 * Taylor mode, from formulas to formulas: the coefficients of y along the line x + t·v. Only those that exist are written down: weights
 * have degree 0, a seeded activation degree 1, and it stays 1 until the first smooth nonlinearity.
 */
public final class Taylor {
  private final Map<Expr, Jet> jets = new HashMap<>();

  private Taylor(Map<? extends Expr, ? extends Expr> directions) {
    directions.forEach((x, v) -> {
      Graph.checkVariable(x);
      if (!x.shape().equals(v.shape()))
        throw new ShapeException("Taylor: the direction is " + v.shape() + ", the formula it starts from " + x.shape());
      jets.put(x, new Jet(x, k -> k == 1 ? v : Constant.zero(x.shape())));
    });
  }

  /** y on the line x + t·v, written down up to t^order. */
  public static Jet jet(Expr y, Expr x, Expr v, int order) {
    return jets(List.of(y), Map.of(x, v), order).getFirst();
  }

  /** Each y on the line on which every x moves in its direction, written down up to t^order. */
  public static List<Jet> jets(List<Expr> ys, Map<? extends Expr, ? extends Expr> directions, int order) {
    Taylor line = new Taylor(directions);
    Graph.derive(Graph.order(ys, Expr::passing), node -> line.jet(node).coefficient(order));
    return ys.stream().map(line::jet).toList();
  }

  private Jet jet(Expr e) {
    Jet known = jets.get(e);
    if (known != null) return known;
    Jet jet = new Jet(e, e instanceof Apply y ? push(y) : _ -> Constant.zero(e.shape()));
    jets.put(e, jet);
    return jet;
  }

  private IntFunction<Expr> push(Apply y) {
    Expr x = y.inputs().getFirst();
    List<Jet> in = y.passing().stream().map(this::jet).toList();
    Jet a = in.getFirst();
    Jet b = in.getLast();
    return switch (y.op()) {
      case Linear L -> k -> Apply.of(L, in.stream().map(jet -> jet.coefficient(k)).toList()); // L x_k
      case Bilinear B -> k -> sum(0, k, j -> Apply.of(B, a.coefficient(j), b.coefficient(k - j))); // Σ_j B(x_j, w_{k−j})
      case Pointwise f -> chain(f, x, y, a); // d = f′(x(t))
      case Selection S -> k -> Apply.of(S, x, a.coefficient(k)); // L(x₀) v_k
    };
  }

  /** y_k = Σ_{j=1..k} (j/k) x_j d_{k−j} with d = f′(x(t)). */
  private IntFunction<Expr> chain(Pointwise f, Expr x, Apply y, Jet a) {
    Expr d = f.derivative(x, y);
    return k -> sum(1, k,
        j -> a.coefficient(j).isZero()
            ? Constant.zero(y.shape())
            : jet(d).coefficient(k - j).times(a.coefficient(j)).scale((double) j / k));
  }

  private static Expr sum(int from, int to, IntFunction<Expr> term) {
    return IntStream.rangeClosed(from, to).mapToObj(term).reduce(Expr::plus).orElseThrow();
  }
}
