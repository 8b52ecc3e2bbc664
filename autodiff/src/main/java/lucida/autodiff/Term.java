package lucida.autodiff;

/**
 * A piece of printed mathematics: a number in front of a body.
 *
 * @param factor the number
 * @param body what it multiplies; empty for a number alone
 * @param binds how closely the body holds together: what binds looser than its place gets brackets
 */
record Term(double factor, String body, int binds) {
  /** a + b. */
  static final int SUM = 0;
  /** a ∗ b, a · b, Σ a, 2 a. */
  static final int CONTRACTION = 1;
  /** a ⊙ b. */
  static final int PRODUCT = 2;
  /** a², a⁻¹, aᵀ. */
  static final int POWER = 3;
  /** a, f(a). */
  static final int ARGUMENT = 4;

  static Term number(double c) {
    return new Term(c, "", ARGUMENT);
  }

  /** A number as mathematics writes it: 3, −0.5, 1e−20. */
  static String text(double c) {
    String text = Math.rint(c) == c && Math.abs(c) < 1e15 ? Long.toString((long) c) : Double.toString(c);
    return text.replace(".0E", "e").replace('E', 'e').replace('-', '−');
  }

  /** As it is written in a place that wants things to hold together so closely. */
  String text(int place) {
    String whole = body.isEmpty() ? text(factor) : factor == 1 ? body : coefficient() + unit().text(CONTRACTION);
    int holds = factor == 1 ? binds : body.isEmpty() && factor >= 0 ? ARGUMENT : CONTRACTION;
    return holds < place ? "(" + whole + ")" : whole;
  }

  private String coefficient() { return factor == -1 ? "−" : text(factor) + " "; }

  private Term unit() { return new Term(1, body, binds); }

  /** c · this. */
  Term scaled(double c) {
    return new Term(c * factor, body, binds);
  }

  /** " + this", or " − " where it begins with a sign. */
  String added() {
    if (factor < 0) return " − " + scaled(-1).text(CONTRACTION);
    String text = text(SUM);
    return text.startsWith("−") ? " − " + text.substring(1) : " + " + text;
  }

  /** this ⊙ b, the numbers of both in front. */
  Term times(Term b) {
    if (b.body.isEmpty()) return scaled(b.factor);
    return new Term(factor * b.factor, unit().text(PRODUCT) + " ⊙ " + b.unit().text(PRODUCT), PRODUCT);
  }
}
