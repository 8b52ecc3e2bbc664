package lucida.autodiff.function;

import java.util.List;
import java.util.OptionalInt;
import lucida.autodiff.Apply;
import lucida.autodiff.Constant;
import lucida.autodiff.Expr;
import lucida.autodiff.op.ArgMax;
import lucida.autodiff.op.Bilinear;
import lucida.autodiff.op.Linear;
import lucida.autodiff.op.Pointwise;
import lucida.autodiff.op.Product;
import lucida.autodiff.op.Selection;
import lucida.autodiff.op.Sum;

/**
 * Softmax, its logarithm, and log Σ exp, along one axis, made of x − x_max: nothing overflows, and what is 0 by its nature is literally 0.
 *
 * <p>Derivatives are taken of x_max too. They would be the same if it were a number, log Σ exp(x) = m + log Σ exp(x − m) for every m; but then those of the largest cell, whose p may
 * be nearly 1, would be differences of numbers near 1, with errors of ε/(1 − p). With x_max the largest term of Σ exp(x − x_max) is the number 1, and 1 − p only sums what is small.
 */
public final class Softmax {
  private Softmax() {}

  /** log Σ e^x along an axis, which disappears. */
  public static Expr logSumExp(Expr x, int axis) {
    return behindLargest(x, axis).exp().sum(axis).log().plus(x.largest(axis));
  }

  /** x − log Σ e^x. */
  public static Expr logSoftmax(Expr x, int axis) {
    Expr d = behindLargest(x, axis);
    return d.minus(d.exp().sum(axis).log().expand(x.shape(), axis));
  }

  /** e^x / Σ e^x. */
  public static Expr softmax(Expr x, int axis) {
    Expr e = behindLargest(x, axis).exp();
    return e.times(e.sum(axis).reciprocal().expand(x.shape(), axis));
  }

  /** The axis along which a formula is a softmax, if it is one as {@link #softmax} writes it: e · (1/Σe), repeated along the axis. */
  public static OptionalInt axis(Expr y) {
    return y instanceof Apply product && product.op() instanceof Bilinear(Product _, _)
        && product.inputs().getLast() instanceof Apply repeated && repeated.op() instanceof Linear(Sum along, boolean transposed)
        && transposed && along.axes().size() == 1 && repeated.inputs().getFirst() instanceof Apply part
        && part.op() == Pointwise.RECIPROCAL && part.inputs().getFirst() instanceof Apply total
        && total.op().equals(new Linear(along)) && total.inputs().equals(product.inputs().subList(0, 1))
        && total.inputs().getFirst() instanceof Apply e && e.op() == Pointwise.EXP
            ? OptionalInt.of(along.axes().getFirst())
            : OptionalInt.empty();
  }

  /** x − x_max; at x_max itself without derivatives, which would be sums of what cancels. */
  private static Expr behindLargest(Expr x, int axis) {
    Expr max = x.largest(axis);
    Expr winner = Apply.of(new Selection(new ArgMax(x.shape(), List.of(axis)), true), x, Constant.one(max.shape()));
    return x.minus(max.expand(x.shape(), axis)).times(Constant.one(x.shape()).minus(winner));
  }
}
