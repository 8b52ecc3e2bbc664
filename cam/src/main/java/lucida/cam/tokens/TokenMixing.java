package lucida.cam.tokens;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import lucida.autodiff.Apply;
import lucida.autodiff.Expr;
import lucida.autodiff.Graph;
import lucida.autodiff.function.Softmax;
import lucida.autodiff.op.Bilinear;
import lucida.autodiff.op.Linear;
import lucida.autodiff.op.MatMul;
import lucida.autodiff.op.Reshape;
import lucida.autodiff.op.Slot;

/**
 * One place of a network where tokens are mixed: A V, a softmax along its rows times values.
 *
 * @param attention A, [heads, T, T] for one picture; from as many tokens as to unless the network has another form
 * @param mixed A V, [heads, T, d]
 */
record TokenMixing(Expr attention, Expr mixed) {
  /** All of them that a formula is made of, in the order in which they are computed. */
  static List<TokenMixing> in(Expr y) {
    return Graph.order(List.of(y), Expr::inputs).stream().flatMap(e -> of(e).stream()).toList();
  }

  private static Optional<TokenMixing> of(Expr e) {
    if (!(e instanceof Apply product && product.op() instanceof Bilinear(MatMul _, Slot open) && open == Slot.Z))
      return Optional.empty();
    Expr A = product.inputs().getFirst(), softmax = unshaped(A);
    OptionalInt axis = Softmax.axis(softmax);
    boolean alongRows = axis.isPresent() && axis.getAsInt() == softmax.shape().rank() - 1
        && softmax.shape().extent(axis.getAsInt()) == A.shape().extent(2);
    return alongRows ? Optional.of(new TokenMixing(A, product)) : Optional.empty();
  }

  /** Before it was given another shape. */
  private static Expr unshaped(Expr e) {
    Expr before = e;
    while (before instanceof Apply y && y.op() instanceof Linear(Reshape _, _)) before = y.inputs().getFirst();
    return before;
  }

  /** From how many tokens. */
  int from() { return attention.shape().extent(1); }

  /** To how many tokens: those that have values. */
  int to() { return attention.shape().extent(2); }
}
