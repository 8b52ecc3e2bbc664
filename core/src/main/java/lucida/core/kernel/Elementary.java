package lucida.core.kernel;

import java.util.function.DoubleUnaryOperator;

/** The functions of one variable that kernels apply cell by cell, with their definitions in double. */
public enum Elementary {
  /** eˣ. */
  EXP(Math::exp),
  /** Natural logarithm. */
  LOG(Math::log),
  /** 1/x. */
  RECIPROCAL(x -> 1 / x),
  /** √x. */
  SQRT(Math::sqrt),
  /** Hyperbolic tangent. */
  TANH(Math::tanh),
  /** 1/cosh x; where e⁻²ˣ no longer counts beside 1 it is 2·e^(−|x|), which still has digits when cosh x has none. */
  SECH(x -> Math.abs(x) < 20 ? 1 / Math.cosh(x) : 2 * Math.exp(-Math.abs(x))),
  /** 1/(1 + e⁻ˣ); below 0 it is eˣ/(1 + eˣ), which still has digits when e⁻ˣ has none. */
  SIGMOID(x -> x < 0 ? Math.exp(x) / (1 + Math.exp(x)) : 1 / (1 + Math.exp(-x))),
  /** log(1 + eˣ), without overflow. */
  SOFTPLUS(x -> Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)))),
  /** Sine of an angle in radians. */
  SIN(Math::sin),
  /** Cosine of an angle in radians. */
  COS(Math::cos),
  /** The error function 2/√π ∫₀ˣ e^(−t²) dt. */
  ERF(ErrorFunction::erf),
  /** 1 − erf x, without cancellation. */
  ERFC(ErrorFunction::erfc);

  private final DoubleUnaryOperator f;

  Elementary(DoubleUnaryOperator f) { this.f = f; }

  /** f(x). */
  public double of(double x) { return f.applyAsDouble(x); }
}
