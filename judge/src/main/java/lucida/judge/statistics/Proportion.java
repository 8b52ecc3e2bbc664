package lucida.judge.statistics;

import java.util.Locale;

/**
 * How many of some are so, with the score interval — Wilson, Journal of the American Statistical Association 22(158), 1927: it holds of few, and where all or none are.
 *
 * @param count how many are so
 * @param of how many there are, at least 1
 */
public record Proportion(long count, long of) {
  /** The normal deviate that ±z holds with probability 0.95. */
  private static final double Z = 1.959963984540054;

  /** Checks the numbers. */
  public Proportion {
    if (of < 1 || count < 0 || count > of) throw new IllegalArgumentException(count + " of " + of + " is no share");
  }

  /** From 0 to 1. */
  public double share() {
    return (double) count / of;
  }

  /** The p with (p̂ − p)² = z² p (1 − p)/n at both ends. */
  public Interval interval() {
    double n = of, z2 = Z * Z, middle = (share() + z2 / (2 * n)) / (1 + z2 / n);
    double half = Z / (1 + z2 / n) * Math.sqrt(share() * (1 - share()) / n + z2 / (4 * n * n));
    return new Interval(Math.max(0, middle - half), Math.min(1, middle + half));
  }

  /** "5 of 6, 83.3 % [43.6, 97.0]". */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%d of %d, %.1f %% [%.1f, %.1f]", count, of, 100 * share(), 100 * interval().low(),
        100 * interval().high());
  }
}
