package lucida.cli.algebra;

/** What a product is made of. */
sealed interface Factor {
  /** A name. */
  record Name(String text) implements Factor {}

  /** A function of something: exp, tanh, Σ. */
  record Call(String function, Polynomial of) implements Factor {}

  /** [u &gt; 0], 1 or 0, or another condition on u. */
  record Indicator(Polynomial of, String condition) implements Factor {}

  /** A sum in brackets. */
  record Group(Polynomial sum) implements Factor {}
}
