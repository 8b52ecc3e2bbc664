package lucida.autodiff;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
  private final List<Source> sources = new ArrayList<>();
  private final Expr first;

  /** A node that has a source: a = ∂y/∂node, and the jets of two factors, of whose lower coefficients q is made. */
  private record Source(Apply node, Expr a, List<Jet> in) {
    /** ⟨a, q_k⟩. */
    Expr term(int k) {
      return switch (node.op()) {
        case Bilinear B -> dot(a, sum(1, k - 1, j -> Apply.of(B, in.getFirst().coefficient(j), in.getLast().coefficient(k - j)))); // Σ_{0<j<k} B(x_j, w_{k−j})
        case Pointwise f when !f.hasBoundedDerivatives() -> dot(a,
            sum(1, k - 1, j -> in.getFirst().coefficient(j).times(in.getLast().coefficient(k - j)).scale((double) j / k))); // Σ_{0<j<k} (j/k) x_j d_{k−j}
        case Pointwise _ -> {
          FaaDiBruno y = new FaaDiBruno(node, in.getFirst());
          yield sum(2, k, m -> dot(a.times(y.factor(m)), y.power(m, k))); // all of y_k but f′ x_k
        }
        case Linear _, Selection _ -> throw new IllegalStateException(node.op() + " has no source");
      };
    }

    private static Expr sum(int from, int to, IntFunction<Expr> term) {
      return IntStream.rangeClosed(from, to).mapToObj(term).reduce(Expr::plus).orElseThrow();
    }
  }

  private AdjointJets(Expr y, Expr x, Expr v, int order) {
    this.y = y;
    SequencedSet<Expr> paths = Graph.paths(List.of(x), y);
    List<Apply> nodes = paths.stream().filter(e -> !e.equals(x)).map(Apply.class::cast).filter(node -> hasSource(node, paths))
        .toList();
    List<Jet> factors = Taylor.jetsOfManyDirections(nodes.stream().flatMap(AdjointJets::factors).toList(), Map.of(x, v), order - 1);
    List<Expr> differentiated = new ArrayList<>(List.of(x));
    differentiated.addAll(nodes);
    List<Expr> adjoints = Reverse.gradients(y, differentiated);
    this.first = dot(adjoints.getFirst(), v).reshape(y.shape());
    for (int i = 0; i < nodes.size(); i++)
      sources.add(new Source(nodes.get(i), adjoints.get(i + 1), factors.subList(2 * i, 2 * i + 2)));
  }

  /** x and w of B(x, w); x and f′(x) of f(x). */
  private static Stream<Expr> factors(Apply node) {
    Expr x = node.inputs().getFirst();
    return Stream.of(x, node.op() instanceof Pointwise f ? f.derivative(x, node) : node.inputs().getLast());
  }

  private static boolean hasSource(Apply node, SequencedSet<Expr> paths) {
    return switch (node.op()) {
      case Linear _, Selection _ -> false;
      case Bilinear _ -> paths.containsAll(node.inputs());
      case Pointwise _ -> true;
    };
  }

  /**
   * dᵖy/dtᵖ at t = 0 for p = 1 … order, each of y's shape.
   *
   * @param y one number
   * @param x the formula whose cells move: an input, or a node
   * @param v the direction, of x's shape
   * @param order the highest derivative, 1 or more
   */
  public static List<Expr> derivatives(Expr y, Expr x, Expr v, int order) {
    if (order < 1)
      throw new IllegalArgumentException("AdjointJets: derivatives of order 1 to " + order + "; the order is at least 1");
    if (y.shape().size() != 1)
      throw new ShapeException("AdjointJets: derivatives of one number, not of " + y.shape() + "; Taylor.jet takes any shape");
    if (!x.shape().equals(v.shape()))
      throw new ShapeException("AdjointJets: the direction is " + v.shape() + ", the formula it starts from " + x.shape());
    AdjointJets sweep = new AdjointJets(y, x, v, order);
    Jet line = new Jet(y, k -> k == 1 ? sweep.first : sweep.coefficient(k));
    return IntStream.rangeClosed(1, order).mapToObj(line::derivative).toList();
  }

  /** y_k = Σ ⟨a, q_k⟩ for k ≥ 2. */
  private Expr coefficient(int k) {
    return sources.stream().map(source -> source.term(k)).reduce(Expr::plus).orElse(Constant.zero(Shape.of(1, 1)))
        .reshape(y.shape());
  }

  /** Σ a ⊙ q as a product of matrices, for which a is not repeated when there are many directions: [1, 1]. */
  private static Expr dot(Expr a, Expr q) {
    int n = a.shape().size();
    return q.reshape(Shape.of(1, n)).matmul(a.reshape(Shape.of(n, 1)));
  }
}
