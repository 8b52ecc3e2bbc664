package lucida.autodiff;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SequencedSet;
import lucida.autodiff.op.Addition;
import lucida.autodiff.op.Bilinear;
import lucida.autodiff.op.Gate;
import lucida.autodiff.op.Linear;
import lucida.autodiff.op.Op;
import lucida.autodiff.op.Pointwise;
import lucida.autodiff.op.Product;
import lucida.autodiff.op.Scale;
import lucida.autodiff.op.Selection;
import lucida.autodiff.op.StopGradient;

/**
 * A way from x to y with one smooth hidden layer [DS 6]: coordinates x → b, a dense layer or a convolution b → u, coordinates u → z, functions φ of single
 * cells of z, and behind them nothing but what is piecewise linear.
 *
 * <p>All derivatives of y by z are diagonal then, so that a sum along a row is the diagonal, and ∂ⁿy/∂b_eⁿ = Σ_q L_qeⁿ ∂ⁿy/∂u_qⁿ: for each order one
 * reverse sweep, with the n-th powers of the layer's weights, since two cells of a product of matrices or of a convolution meet in one weight. No
 * direction is followed.
 *
 * @param in the coordinates of x as those of b
 * @param layer u as it is read from b; empty where φ comes before any layer, and u is b
 * @param out the coordinates of u as those of z
 * @param y one number
 */
public record HiddenLayer(CoordinateMap in, Optional<Apply> layer, CoordinateMap out, Expr y) {
  /** Of the way from x to y; empty where another layer is smooth too. */
  public static Optional<HiddenLayer> of(Expr y, Expr x) {
    CoordinateMap in = CoordinateMap.of(y, x);
    Expr b = in.b();
    if (isDiagonal(y, b)) return Optional.of(new HiddenLayer(in, Optional.empty(), CoordinateMap.of(y, b), y));
    return Graph.onlyReader(b, Graph.paths(List.of(b), y)).filter(u -> u.op() instanceof Bilinear)
        .map(u -> new HiddenLayer(in, Optional.of(u), CoordinateMap.of(y, u), y)).filter(hidden -> isDiagonal(y, hidden.out.b()));
  }

  /** Whether y is piecewise linear in functions of single cells of z. */
  private static boolean isDiagonal(Expr y, Expr z) {
    SequencedSet<Expr> paths = Graph.paths(List.of(z), y);
    Set<Expr> ofCells = new HashSet<>(Set.of(z));
    for (Expr e : paths)
      if (!e.equals(z) && e instanceof Apply node) {
        List<Expr> moving = node.passing().stream().filter(paths::contains).toList();
        if (isCellwise(node.op()) && ofCells.containsAll(moving)) ofCells.add(node);
        else if (node.op() instanceof Pointwise || node.op() instanceof Bilinear && moving.size() > 1) return false;
      }
    return true;
  }

  private static boolean isCellwise(Op op) {
    return switch (op) {
      case Linear(var map, _) -> map instanceof Addition || map instanceof Scale;
      case Bilinear(var form, _) -> form instanceof Product;
      case Pointwise _ -> true;
      case Selection(var choice, _) -> choice instanceof Gate || choice instanceof StopGradient;
    };
  }

  /** ∂ⁿy/∂x_eⁿ for n = 1 … order, each of x's shape. */
  public List<Expr> diagonal(int order) {
    List<Expr> byZ = new ArrayList<>(List.of(Reverse.gradient(y, out.b())));
    while (byZ.size() < order) byZ.add(Reverse.pullback(byZ.getLast(), Constant.one(out.b().shape()), out.b()));
    List<Expr> byLayer = out.diagonal(byZ);
    return in.diagonal(layer.map(u -> through(u, byLayer)).orElse(byLayer));
  }

  /** ∂ⁿy/∂b_eⁿ = Σ_q L_qeⁿ ∂ⁿy/∂u_qⁿ. */
  private List<Expr> through(Apply u, List<Expr> byLayer) {
    Expr weights = u.inputs().stream().filter(w -> !w.equals(in.b())).findFirst().orElseThrow();
    List<Expr> byB = new ArrayList<>();
    Expr power = weights;
    for (Expr d : byLayer) {
      Expr ofPowers = power;
      Expr powered = Apply.of(u.op(), u.inputs().stream().map(x -> x.equals(in.b()) ? x : ofPowers).toList());
      byB.add(Reverse.pullback(powered, d, in.b()));
      power = power.times(weights);
    }
    return byB;
  }
}
