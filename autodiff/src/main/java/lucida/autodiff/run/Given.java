package lucida.autodiff.run;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import lucida.autodiff.Expr;
import lucida.autodiff.Formula;
import lucida.core.Precision;
import lucida.core.ShapeException;
import lucida.core.Tensor;
import org.jspecify.annotations.Nullable;

/** Values that a program is given, checked. */
public final class Given {
  private Given() {}

  /**
   * The values of some formulas in a precision; may be modified.
   *
   * @throws ShapeException if one is missing or of another shape than its formula
   */
  public static Map<Expr, Tensor> checked(Collection<Expr> wanted, Map<? extends Expr, Tensor> given, Precision precision) {
    Map<Expr, Tensor> checked = new HashMap<>();
    for (Expr e : wanted) checked.put(e, checked(e, given.get(e)).to(precision));
    return checked;
  }

  private static Tensor checked(Expr e, @Nullable Tensor tensor) {
    if (tensor == null) throw new ShapeException("No value was given for " + Formula.name(e) + " of shape " + e.shape());
    if (!tensor.shape().equals(e.shape()))
      throw new ShapeException(
          "The value given for " + Formula.name(e) + " has the shape " + tensor.shape() + ", wanted is " + e.shape());
    return tensor;
  }
}
