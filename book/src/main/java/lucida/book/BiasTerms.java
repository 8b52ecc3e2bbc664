package lucida.book;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lucida.autodiff.Apply;
import lucida.autodiff.Constant;
import lucida.autodiff.Expr;
import lucida.autodiff.Graph;
import lucida.autodiff.Reverse;
import lucida.autodiff.op.Linear;
import lucida.cam.Score;
import lucida.core.Tensor;

/**
 * Σ_b b · ∂S/∂b over everything that layers add on the way from some node to S, read off the graph: whatever enters a linear operation
 * from off that way. That includes biases, the shift −μγ/σ + β of a batch norm, and the active bound of a clip.
 */
final class BiasTerms {
  private BiasTerms() {}

  /** The sum over what is added behind A. */
  static double ofHead(EvaluationPoint s) {
    Expr S = s.probe().differentiated(Score.LOGIT);
    return sum(s.probe().fromActivations(terms(S, s.probe().cut().activations())));
  }

  /** The sum over what is added anywhere in the network. */
  static double ofNetwork(EvaluationPoint s) {
    Expr S = s.probe().differentiated(Score.LOGIT);
    return sum(s.probe().fromPicture(terms(S, s.probe().cut().forward().x())));
  }

  /** ⟨∂S/∂x, x⟩. */
  static double ofPicture(EvaluationPoint s) {
    Expr x = s.probe().cut().forward().x();
    return sum(s.probe().fromPicture(List.of(Reverse.gradient(s.probe().differentiated(Score.LOGIT), x).times(x).sum())));
  }

  /** b · ∂S/∂b at each node that adds something. */
  private static List<Expr> terms(Expr S, Expr from) {
    Set<Expr> way = Graph.paths(Set.of(from), S);
    List<Expr> nodes = new ArrayList<>();
    List<Expr> added = new ArrayList<>();
    for (Expr e : way) {
      if (!(e instanceof Apply y && y.op() instanceof Linear L) || e.equals(from)) continue;
      Expr b = Apply.of(L, y.inputs().stream().map(in -> way.contains(in) ? Constant.zero(in.shape()) : in).toList());
      if (b.isZero()) continue;
      nodes.add(e);
      added.add(b);
    }
    List<Expr> arriving = Reverse.pullback(S, Constant.one(S.shape()), nodes, Map.of());
    List<Expr> terms = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) terms.add(arriving.get(i).times(added.get(i)).sum());
    return terms;
  }

  private static double sum(List<Tensor> terms) {
    return terms.stream().mapToDouble(Tensor::item).sum();
  }
}
