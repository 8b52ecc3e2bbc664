package lucida.cli.algebra;

/** How the parts of a formula are written. */
public interface Style {
  /** x to the power of halves/2, which is above 0 and not 1. */
  String power(String x, int halves);

  /** A function of something. */
  String call(String function, String argument);

  /** Something in brackets. */
  String brackets(String inside);

  /** A number, not below 0, in decimals. */
  String decimal(double c);

  /**
   * a/b.
   *
   * @param isOne whether b is one factor, which needs no brackets
   */
  String quotient(String a, String b, boolean isOne);

  /** What stands between a number and what it multiplies. */
  String space();

  /** The minus sign. */
  String minus();

  /** What stands before the names of parts. */
  String where();

  /** What stands between factors. */
  String times();

  /** A name, as x or t1. */
  String name(String name);

  /** A condition that is 1 where it holds and 0 elsewhere. */
  String indicator(String of, String condition);
}
