package lucida.autodiff.op;

/** What the derivative of an elementary function is written with. An operation need not know what formulas are. */
public interface Algebra<E> {
  /** this ⊙ b, cell by cell. */
  E times(E b);

  /** this ⊙ this. */
  E square();

  /** a · this. */
  E scale(double a);

  /** −this. */
  E negate();

  /** 1/this. */
  E reciprocal();

  /** e^this. */
  E exp();

  /** Hyperbolic tangent. */
  E tanh();

  /** 1/cosh. */
  E sech();

  /** 1/(1 + e^−this). */
  E sigmoid();

  /** Sine. */
  E sin();

  /** Cosine. */
  E cos();
}
