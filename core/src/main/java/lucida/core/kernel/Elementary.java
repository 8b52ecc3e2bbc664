package lucida.core.kernel;

/** The functions of one variable that kernels apply cell by cell, with their definitions in double. */
public enum Elementary {
  /** eˣ. */
  EXP {
    @Override
    public double of(double x) { return Math.exp(x); }
  },
  /** Natural logarithm. */
  LOG {
    @Override
    public double of(double x) { return Math.log(x); }
  },
  /** 1/x. */
  RECIPROCAL {
    @Override
    public double of(double x) { return 1 / x; }
  },
  /** √x. */
  SQRT {
    @Override
    public double of(double x) { return Math.sqrt(x); }
  },
  /** Hyperbolic tangent. */
  TANH {
    @Override
    public double of(double x) { return Math.tanh(x); }
  },
  /** 1/cosh x; where e⁻²ˣ no longer counts beside 1 it is 2·e^(−|x|), which still has digits when cosh x has none. */
  SECH {
    @Override
    public double of(double x) { return Math.abs(x) < 20 ? 1 / Math.cosh(x) : 2 * Math.exp(-Math.abs(x)); }
  },
  /** 1/(1 + e⁻ˣ); below 0 it is eˣ/(1 + eˣ), which still has digits when e⁻ˣ has none. */
  SIGMOID {
    @Override
    public double of(double x) { return x < 0 ? Math.exp(x) / (1 + Math.exp(x)) : 1 / (1 + Math.exp(-x)); }
  },
  /** log(1 + eˣ), without overflow. */
  SOFTPLUS {
    @Override
    public double of(double x) { return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))); }
  },
  /** Sine of an angle in radians. */
  SIN {
    @Override
    public double of(double x) { return Math.sin(x); }
  },
  /** Cosine of an angle in radians. */
  COS {
    @Override
    public double of(double x) { return Math.cos(x); }
  },
  /** The error function 2/√π ∫₀ˣ e^(−t²) dt. */
  ERF {
    @Override
    public double of(double x) { return ErrorFunction.erf(x); }
  },
  /** 1 − erf x, without cancellation. */
  ERFC {
    @Override
    public double of(double x) { return ErrorFunction.erfc(x); }
  };

  /** f(x). */
  public abstract double of(double x);
}
