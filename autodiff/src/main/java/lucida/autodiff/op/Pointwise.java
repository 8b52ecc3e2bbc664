package lucida.autodiff.op;

import java.util.List;
import java.util.Locale;
import java.util.function.BinaryOperator;
import lucida.autodiff.Apply;
import lucida.autodiff.Expr;
import lucida.core.Shape;
import lucida.core.kernel.Elementary;

/**
 * y = f(x), cell by cell. Knows f, and f′ as a formula in x and y that keeps its digits: tanh′ is sech², which far out still has all of
 * them, where 1 − tanh² has none.
 */
public enum Pointwise implements Op {
  /** exp′ = exp. */
  EXP(Elementary.EXP, (x, y) -> y),
  /** log′ = 1/x. */
  LOG(Elementary.LOG, (x, y) -> x.reciprocal()),
  /** (1/x)′ = −(1/x)². */
  RECIPROCAL(Elementary.RECIPROCAL, (x, y) -> y.square().negate()),
  /** √′ = 1/(2√x). */
  SQRT(Elementary.SQRT, (x, y) -> y.reciprocal().scale(0.5)),
  /** tanh′ = sech². */
  TANH(Elementary.TANH, (x, y) -> x.sech().square()),
  /** sech′ = −tanh · sech. */
  SECH(Elementary.SECH, (x, y) -> x.tanh().times(y).negate()),
  /** σ′ = sech²(x/2)/4. */
  SIGMOID(Elementary.SIGMOID, (x, y) -> x.scale(0.5).sech().square().scale(0.25)),
  /** softplus′ = σ. */
  SOFTPLUS(Elementary.SOFTPLUS, (x, y) -> x.sigmoid()),
  /** erf′ = 2/√π · e^(−x²). */
  ERF(Elementary.ERF, (x, y) -> x.square().negate().exp().scale(2 / Math.sqrt(Math.PI))),
  /** erfc′ = −2/√π · e^(−x²). */
  ERFC(Elementary.ERFC, (x, y) -> x.square().negate().exp().scale(-2 / Math.sqrt(Math.PI)));

  private final Elementary f;
  private final BinaryOperator<Expr> slope;

  Pointwise(Elementary f, BinaryOperator<Expr> slope) {
    this.f = f;
    this.slope = slope;
  }

  /** f. */
  public Elementary f() { return f; }

  /** f′(x), where y = f(x). */
  public Expr slope(Expr x, Expr y) { return slope.apply(x, y); }

  @Override
  public Shape shape(List<Shape> in) { return in.getFirst(); }

  @Override
  public Expr batched(int n, List<Expr> inputs, List<Boolean> marked) { return Apply.of(this, inputs); }

  @Override
  public String symbol() { return name().toLowerCase(Locale.ROOT); }
}
