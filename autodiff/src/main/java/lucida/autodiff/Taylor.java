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
  private final ChainRule chain;

  /** The coefficients from 1 on of y = f(x), from the jet of x. */
  private interface ChainRule {
    IntFunction<Expr> coefficients(Taylor line, Pointwise f, Apply y, Jet x);
  }

  private Taylor(ChainRule chain, Map<? extends Expr, ? extends Expr> directions) {
    this.chain = chain;
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
    return new Taylor(Taylor::recurrence, directions).jets(ys, order);
  }

  /** The same with the derivatives of functions kept out of the jets: for many directions, which share them. */
  static List<Jet> jetsOfManyDirections(List<Expr> ys, Map<? extends Expr, ? extends Expr> directions, int order) {
    return new Taylor(
        (line, f, y, x) -> f.hasBoundedDerivatives() ? new FaaDiBruno(y, x)::coefficient : line.recurrence(f, y, x), directions)
        .jets(ys, order);
  }

  /** y = f(x), cell by cell, along x + t: its coefficients are f⁽ᵏ⁾(x)/k!. */
  static Jet ofFunction(Apply y) {
    Expr x = y.inputs().getFirst();
    return new Taylor(Taylor::recurrence, Map.of(x, Constant.one(x.shape()))).jet(y);
  }

  private List<Jet> jets(List<Expr> ys, int order) {
    Graph.derive(Graph.order(ys, Expr::passing), node -> jet(node).coefficient(order));
    return ys.stream().map(this::jet).toList();
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
      case Pointwise f -> chain.coefficients(this, f, y, a); // d = f′(x(t))
      case Selection S -> k -> Apply.of(S, x, a.coefficient(k)); // L(x₀) v_k
    };
  }

  /** y_k = Σ_{j=1..k} (j/k) x_j d_{k−j} with d = f′(x(t)). */
  private IntFunction<Expr> recurrence(Pointwise f, Apply y, Jet a) {
    Expr d = f.derivative(y.inputs().getFirst(), y);
    return k -> sum(1, k,
        j -> a.coefficient(j).isZero()
            ? Constant.zero(y.shape())
            : jet(d).coefficient(k - j).times(a.coefficient(j)).scale((double) j / k));
  }

  private static Expr sum(int from, int to, IntFunction<Expr> term) {
    return IntStream.rangeClosed(from, to).mapToObj(term).reduce(Expr::plus).orElseThrow();
  }
}
