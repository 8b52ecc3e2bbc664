package lucida.autodiff;

import lucida.autodiff.op.Gate;
import lucida.autodiff.op.Selection;

/**
 * What a marked ReLU layer sends down when it receives R from above: a backward rule as data. Unmarked nodes send their adjoint. The
 * rules of DeconvNet and Guided Backprop are not gradients of anything.
 */
@FunctionalInterface
public interface Rule {
  /** What the layer y = relu(x) sends to x when it receives R. */
  Expr send(Expr x, Expr y, Expr R);

  /** [BP 1] the gradient: [x > 0] · R. */
  Rule GRADIENT = (x, _, R) -> x.gate(R);

  /** [BP 2] DeconvNet — Zeiler, Fergus, ECCV 2014, arXiv 1311.2901: [R > 0] · R. */
  Rule DECONVNET = (_, _, R) -> R.relu();

  /** [BP 3] Guided Backprop — Springenberg, Dosovitskiy, Brox, Riedmiller, ICLR 2015, arXiv 1412.6806: [x > 0] · [R > 0] · R. */
  Rule GUIDED = (x, _, R) -> x.gate(R.relu());

  /** Whether a formula is a ReLU, [x > 0] · x: what a backward rule can be for. */
  static boolean isRelu(Expr e) {
    return e instanceof Apply y && y.op().equals(new Selection(Gate.POSITIVE))
        && y.inputs().getFirst().equals(y.inputs().getLast());
  }

  /** @throws IllegalArgumentException if a formula is not a ReLU */
  static void check(Expr layer) {
    if (!isRelu(layer))
      throw new IllegalArgumentException(
          "A backward rule is for a ReLU layer, not for " + Formula.name(layer) + " of shape " + layer.shape());
  }
}
