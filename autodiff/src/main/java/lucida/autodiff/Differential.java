package lucida.autodiff;

import java.util.List;
import lucida.autodiff.op.Crop;
import lucida.autodiff.op.Linear;
import lucida.autodiff.op.StridedRegion;
import lucida.core.Shape;

/** Derivatives by name. Each is a formula, so that each can be derived again. */
public final class Differential {
  private Differential() {}

  /** ∂y/∂x of x's shape, where y is one number. */
  public static Expr gradient(Expr y, Expr x) { return Reverse.gradient(y, x); }

  /** J v: how y moves when x moves in the direction v. Of y's shape; forward mode. */
  public static Expr jvp(Expr y, Expr x, Expr v) {
    return Taylor.jet(y, x, v, 1).coefficient(1);
  }

  /** Jᵀ ȳ, of x's shape; reverse mode. */
  public static Expr vjp(Expr y, Expr yBar, Expr x) { return Reverse.pullback(y, yBar, x); }

  /** H v, of x's shape, where y is one number: forward over reverse. */
  public static Expr hvp(Expr y, Expr x, Expr v) {
    return jvp(gradient(y, x), x, v);
  }

  /** J[i, j] = ∂y_i/∂x_j, of shape [shape of y, shape of x]: one reverse sweep for all cells of y at once. */
  public static Expr jacobian(Expr y, Expr x) {
    Input yBar = Input.of("ȳ", y.shape());
    Expr rows = identity(y.shape().size()).reshape(y.shape().insert(0, y.shape().size()));
    return Vmap.over(vjp(y, yBar, x), yBar, rows).reshape(y.shape().append(x.shape()));
  }

  /** H[i, j] = ∂²y/∂x_i∂x_j, of shape [shape of x, shape of x], where y is one number. */
  public static Expr hessian(Expr y, Expr x) {
    return jacobian(gradient(y, x), x);
  }

  /** ⟨∂y/∂x, v⟩, where y is one number. */
  public static Expr along(Expr y, Expr x, Expr v) {
    return gradient(y, x).times(v).sum();
  }

  /** The n × n matrix with ones on its diagonal: in row-major order they are n + 1 cells apart. */
  static Expr identity(int n) {
    Shape flat = Shape.of(Math.multiplyExact(n, n));
    return Apply
        .of(new Linear(new Crop(new StridedRegion(flat, List.of(0), List.of(n + 1), Shape.of(n))), true), Constant.one(Shape.of(n)))
        .reshape(n, n);
  }
}
