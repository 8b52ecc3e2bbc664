package lucida.autodiff.function;

import lucida.autodiff.Expr;
import lucida.autodiff.op.Gate;

/** Activations composed of the primitive ones. */
public final class ActivationFunctions {
  private ActivationFunctions() {}

  /** SiLU, or swish — Elfwing, Uchibe, Doya 2017, arXiv 1702.03118: x · σ(x). */
  public static Expr silu(Expr x) {
    return x.times(x.sigmoid());
  }

  /** GELU — Hendrycks, Gimpel 2016, arXiv 1606.08415: x · Φ(x) = x/2 · erfc(−x/√2), which keeps its digits for negative x. */
  public static Expr gelu(Expr x) {
    return x.times(x.scale(-1 / Math.sqrt(2)).erfc()).scale(0.5);
  }

  /** The approximation of GELU in the same paper: x/2 · (1 + tanh(√(2/π) · (x + 0.044715 x³))), written as x · σ of twice that argument. */
  public static Expr geluTanh(Expr x) {
    Expr argument = x.plus(x.square().times(x).scale(0.044715)).scale(2 * Math.sqrt(2 / Math.PI));
    return x.times(argument.sigmoid());
  }

  /** ReLU6: min(max(x, 0), 6). */
  public static Expr relu6(Expr x) { return x.clip(0, 6); }

  /** Hard sigmoid: max(0, min(1, slope · x + offset)). */
  public static Expr hardSigmoid(Expr x, double slope, double offset) {
    return x.scale(slope).plus(offset).clip(0, 1);
  }

  /** Hard swish — Howard et al., ICCV 2019, arXiv 1905.02244: x · relu6(x + 3)/6. */
  public static Expr hardSwish(Expr x) {
    return x.times(hardSigmoid(x, 1.0 / 6, 0.5));
  }

  /**
   * ELU — Clevert, Unterthiner, Hochreiter, ICLR 2016, arXiv 1511.07289: x where x > 0, else a · (eˣ − 1). The exponential is of
   * [x ≤ 0] · x: nothing overflows where its branch is not taken, and at 0 its slope is a.
   */
  public static Expr elu(Expr x, double a) {
    return x.choose(x, x.select(Gate.NOT_POSITIVE, x).exp().plus(-1).scale(a));
  }

  /** PReLU — He et al., ICCV 2015, arXiv 1502.01852: x where x > 0, else a · x with a trained a of x's shape. */
  public static Expr prelu(Expr x, Expr a) {
    return x.choose(x, a.times(x));
  }

  /** Softplus with a sharpness: log(1 + e^(b·x))/b. */
  public static Expr softplus(Expr x, double b) {
    return x.scale(b).softplus().scale(1 / b);
  }
}
