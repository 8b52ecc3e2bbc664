package lucida.judge.statistics;

import java.util.Locale;
import org.hipparchus.stat.interval.BinomialProportion;
import org.hipparchus.stat.interval.ConfidenceInterval;

/**
 * How many of some are so, with the score interval — Wilson, Journal of the American Statistical Association 22(158), 1927: it holds of few, and where all or none are.
 *
 * @param count how many are so
 * @param of how many there are, at least 1
 */
public record Proportion(long count, long of) {
  private static final double LEVEL = 0.95;

  /** Checks the numbers. */
  public Proportion {
    if (of < 1 || count < 0 || count > of) throw new IllegalArgumentException(count + " of " + of + " is no share");
  }

  /** From 0 to 1. */
  public double share() {
    return (double) count / of;
  }

  /** The p with (p̂ − p)² = z² p (1 − p)/n at both ends, by Hipparchus; cut to 0 and 1, which rounding may overstep. */
  public Interval interval() {
    ConfidenceInterval wilson = BinomialProportion.getWilsonScoreInterval(Math.toIntExact(of), share(), LEVEL);
    return new Interval(Math.max(0, wilson.getLowerBound()), Math.min(1, wilson.getUpperBound()));
  }

  /**
   * Of the difference p̂ − q̂ of this share and an independent one, the hybrid score interval — Newcombe, Statistics in Medicine 17(8), 1998, method 10: from (p̂ − q̂) − √((p̂ − l)² + (u′ − q̂)²) to
   * (p̂ − q̂) + √((u − p̂)² + (q̂ − l′)²), where l to u and l′ to u′ are the intervals of both. It has a width where both shares are 0 or 1.
   */
  public Interval over(Proportion other) {
    double p = share(), q = other.share();
    Interval of = interval(), others = other.interval();
    return new Interval(p - q - Math.hypot(p - of.low(), others.high() - q), p - q + Math.hypot(of.high() - p, q - others.low()));
  }

  /** "5 of 6, 83.3 % [43.6, 97.0]". */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%d of %d, %.1f %% [%.1f, %.1f]", count, of, 100 * share(), 100 * interval().low(),
        100 * interval().high());
  }
}
