package lucida.autodiff.op;

import java.util.List;
import java.util.Locale;
import lucida.core.Shape;
import lucida.core.kernel.Elementary;

/** y = f(x), cell by cell. Knows f, and f′ as a formula in x and y. */
public enum Pointwise implements Op {
  /** e^x. */
  EXP(Elementary.EXP),
  /** Natural logarithm. */
  LOG(Elementary.LOG),
  /** 1/x. */
  RECIPROCAL(Elementary.RECIPROCAL),
  /** √x. */
  SQRT(Elementary.SQRT),
  /** Hyperbolic tangent. */
  TANH(Elementary.TANH),
  /** 1/cosh x. */
  SECH(Elementary.SECH),
  /** σ(x) = 1/(1 + e^−x). */
  SIGMOID(Elementary.SIGMOID),
  /** log(1 + e^x). */
  SOFTPLUS(Elementary.SOFTPLUS),
  /** sin x. */
  SIN(Elementary.SIN),
  /** cos x. */
  COS(Elementary.COS),
  /** The error function. */
  ERF(Elementary.ERF),
  /** 1 − erf x. */
  ERFC(Elementary.ERFC);

  private final Elementary f;

  Pointwise(Elementary f) { this.f = f; }

  /** f. */
  public Elementary f() { return f; }

  /**
   * f′(x), where y = f(x), in a form that keeps its digits: tanh′ is sech², which far out still has all of them, where 1 − tanh² has
   * none.
   */
  public <E extends Algebra<E>> E derivative(E x, E y) {
    return switch (this) {
      case EXP -> y;
      case LOG -> x.reciprocal();
      case RECIPROCAL -> y.square().negate();
      case SQRT -> y.reciprocal().scale(0.5);
      case TANH -> x.sech().square();
      case SECH -> x.tanh().times(y).negate();
      case SIGMOID -> x.scale(0.5).sech().square().scale(0.25);
      case SOFTPLUS -> x.sigmoid();
      case SIN -> x.cos();
      case COS -> x.sin().negate();
      case ERF -> x.square().negate().exp().scale(2 / Math.sqrt(Math.PI));
      case ERFC -> x.square().negate().exp().scale(-2 / Math.sqrt(Math.PI));
    };
  }

  /** Whether every derivative of f is bounded. Where not, f⁽ᵐ⁾ alone may overflow or vanish though its product with m small or large factors is a number. */
  public boolean hasBoundedDerivatives() {
    return switch (this) {
      case TANH, SECH, SIGMOID, SOFTPLUS, SIN, COS, ERF, ERFC -> true;
      case EXP, LOG, RECIPROCAL, SQRT -> false;
    };
  }

  @Override
  public Shape shape(List<Shape> in) { return in.getFirst(); }

  @Override
  public String symbol() { return name().toLowerCase(Locale.ROOT); }
}
