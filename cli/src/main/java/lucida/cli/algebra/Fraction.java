package lucida.cli.algebra;

import java.util.Optional;

/** A number p/q with a small denominator q &gt; 0, in lowest terms. */
record Fraction(long p, long q) {
  private static final int LARGEST = 5040;
  private static final int CLOSE = 4;
  private static final double WHOLE = 1e15;

  /** The fraction that a double stands for: the one within 4 units in its last place, if there is one with a denominator up to 5040. */
  static Optional<Fraction> of(double x) {
    if (!(Math.abs(x) < WHOLE)) return Optional.empty();
    long p0 = 0, q0 = 1, p1 = 1, q1 = 0; // the convergents of the continued fraction of x
    double rest = x;
    while (true) {
      double floor = Math.floor(rest);
      if (Math.abs(floor) > WHOLE / Math.max(1, Math.abs(p1)) || floor * q1 + q0 > LARGEST) return Optional.empty();
      long whole = (long) floor, p = whole * p1 + p0, q = whole * q1 + q0;
      if (Math.abs((double) p / q - x) <= CLOSE * Math.ulp(x)) return Optional.of(new Fraction(p, q));
      if (rest == floor) return Optional.empty();
      rest = 1 / (rest - floor);
      p0 = p1;
      q0 = q1;
      p1 = p;
      q1 = q;
    }
  }

  /** The double next to the fraction that x stands for, or x: rounding does not pile up. */
  static double rounded(double x) {
    return of(x).map(fraction -> (double) fraction.p / fraction.q).orElse(x);
  }
}
