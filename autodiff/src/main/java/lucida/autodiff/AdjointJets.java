package lucida.autodiff;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.stream.IntStream;
import lucida.autodiff.op.Bilinear;
import lucida.autodiff.op.Linear;
import lucida.autodiff.op.Pointwise;
import lucida.autodiff.op.Selection;
import lucida.core.Shape;
import lucida.core.ShapeException;

/**
 * Adjoint jets, from formulas to formulas [DS 7]: the derivatives of one number y along the line x + t·v, for many directions v.
 *
 * <p>A node passes on its inputs' coefficients of t^k as it passes on a first derivative, and adds a source q_k made of lower ones. So
 * y_k = Σ ⟨a, q_k⟩ over all nodes, a = ∂y/∂node: one reverse sweep, shared by all directions. The highest order is never propagated,
 * and behind the last nonlinearity nothing is. Linear operations and selections have no source.
 */
public final class AdjointJets {
  private final Expr y;
  private final SequencedMap<Apply, List<Jet>> nodes = new LinkedHashMap<>();
  private final List<Expr> adjoints;

  private AdjointJets(Expr y, Expr x, Expr v, int order) {
    this.y = y;
    SequencedSet<Expr> paths = Graph.paths(List.of(x), y);
    List<Apply> bent = paths.stream().filter(e -> !e.equals(x)).map(Apply.class::cast).filter(node -> hasSource(node, paths))
        .toList();
    List<Jet> inputs = Taylor.jets(bent.stream().flatMap(node -> node.inputs().stream()).toList(), Map.of(x, v), order - 1);
    int at = 0;
    for (Apply node : bent) nodes.put(node, inputs.subList(at, at += node.inputs().size()));
    List<Expr> differentiated = new ArrayList<>(List.of(x));
    differentiated.addAll(bent);
    this.adjoints = Reverse.gradients(y, differentiated);
  }

  /**
   * dᵖy/dtᵖ at t = 0 for p = 1 … order, each of y's shape.
   *
   * @param y one number
   * @param v the direction, of x's shape
   * @param order the highest derivative, 1 or more
   */
  public static List<Expr> derivatives(Expr y, Expr x, Expr v, int order) {
    if (order < 1)
      throw new IllegalArgumentException("AdjointJets: derivatives of order 1 to " + order + "; the order is at least 1");
    if (!x.shape().equals(v.shape()))
      throw new ShapeException("AdjointJets: the direction is " + v.shape() + ", the formula it starts from " + x.shape());
    AdjointJets sweep = new AdjointJets(y, x, v, order);
    Jet line = new Jet(y, k -> k == 1 ? sweep.dot(sweep.adjoints.getFirst(), v) : sweep.coefficient(k));
    return IntStream.rangeClosed(1, order).mapToObj(line::derivative).toList();
  }

  private static boolean hasSource(Apply node, SequencedSet<Expr> paths) {
    return switch (node.op()) {
      case Linear _, Selection _ -> false;
      case Bilinear _ -> paths.containsAll(node.inputs());
      case Pointwise _ -> true;
    };
  }

  /** y_k = Σ ⟨a, q_k⟩ for k ≥ 2. */
  private Expr coefficient(int k) {
    Expr sum = Constant.zero(y.shape());
    int at = 1;
    for (Map.Entry<Apply, List<Jet>> node : nodes.entrySet())
      sum = sum.plus(source(node.getKey(), node.getValue(), k, adjoints.get(at++)));
    return sum;
  }

  /** ⟨a, q_k⟩ of one node. */
  private Expr source(Apply node, List<Jet> in, int k, Expr a) {
    return switch (node.op()) {
      case Linear _, Selection _ -> Constant.zero(y.shape());
      case Bilinear B -> dot(a, IntStream.range(1, k) // q_k = Σ_{0<j<k} B(x_j, w_{k−j})
          .mapToObj(j -> Apply.of(B, in.getFirst().coefficient(j), in.getLast().coefficient(k - j))).reduce(Expr::plus)
          .orElseThrow());
      case Pointwise f -> composite(f, node, in.getFirst(), k, a);
    };
  }

  /** ⟨a, q_k⟩ = Σ_{m=2..k} ⟨a f⁽ᵐ⁾(z)/m!, [t^k] (z(t) − z)ᵐ⟩: what depends on the direction meets what does not. */
  private Expr composite(Pointwise f, Apply node, Jet in, int k, Expr a) {
    Expr z = node.inputs().getFirst();
    Expr derivative = f.derivative(z, node);
    Expr sum = Constant.zero(y.shape());
    double factorial = 1;
    for (int m = 2; m <= k; m++) {
      derivative = Reverse.pullback(derivative, Constant.one(z.shape()), z); // cell by cell, so the sum along a column is its one entry
      factorial *= m;
      sum = sum.plus(dot(a.times(derivative).scale(1 / factorial), power(in, m, k)));
    }
    return sum;
  }

  /** [t^k] (x₁t + x₂t² + …)ᵐ. */
  private static Expr power(Jet x, int m, int k) {
    if (m == 1) return x.coefficient(k);
    return IntStream.rangeClosed(1, k - m + 1).mapToObj(j -> x.coefficient(j).times(power(x, m - 1, k - j))).reduce(Expr::plus)
        .orElseThrow();
  }

  /** Σ a ⊙ q as a product of matrices, for which a is not repeated when there are many directions. */
  private Expr dot(Expr a, Expr q) {
    int n = a.shape().size();
    return q.reshape(Shape.of(1, n)).matmul(a.reshape(Shape.of(n, 1))).reshape(y.shape());
  }
}
