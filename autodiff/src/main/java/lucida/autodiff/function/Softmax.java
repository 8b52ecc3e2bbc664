package lucida.autodiff.function;

import lucida.autodiff.Expr;

/**
 * Softmax, its logarithm, and log Σ exp, along one axis. The largest cell is taken out first, so that nothing overflows; no derivative
 * sees it, for it cancels: log Σ exp(x) = m + log Σ exp(x − m) for every number m.
 */
public final class Softmax {
  private Softmax() {}

  /** log Σ e^x along an axis, which disappears. */
  public static Expr logSumExp(Expr x, int axis) {
    Expr m = x.largest(axis).stopGradient();
    return shifted(x, m, axis).exp().sum(axis).log().plus(m);
  }

  /** x − log Σ e^x. */
  public static Expr logSoftmax(Expr x, int axis) {
    Expr shifted = shifted(x, x.largest(axis).stopGradient(), axis);
    return shifted.minus(shifted.exp().sum(axis).log().expand(x.shape(), axis));
  }

  /** e^x / Σ e^x. */
  public static Expr softmax(Expr x, int axis) {
    Expr e = shifted(x, x.largest(axis).stopGradient(), axis).exp();
    return e.times(e.sum(axis).reciprocal().expand(x.shape(), axis));
  }

  private static Expr shifted(Expr x, Expr m, int axis) { return x.minus(m.expand(x.shape(), axis)); }
}
