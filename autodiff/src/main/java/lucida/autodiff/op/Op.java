package lucida.autodiff.op;

import java.util.List;
import lucida.autodiff.Expr;
import lucida.core.Shape;
import lucida.core.ShapeException;

/** An operation on formulas: one of four kinds, each of which knows one fact about itself. */
public sealed interface Op permits Linear, Bilinear, Pointwise, Selection {
  /**
   * The shape of the result.
   *
   * @throws ShapeException if the inputs do not fit; the message names both sides
   */
  Shape shape(List<Shape> in);

  /**
   * This operation done n times at once: inputs that are marked have one more axis of n in front, the others are shared by all; the
   * result has the axis.
   */
  Expr batched(int n, List<Expr> inputs, List<Boolean> marked);

  /** The name it is printed with. */
  String symbol();
}
