package lucida.cli.algebra;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A product of powers, without a number in front.
 *
 * @param halves twice the exponent of each factor, never 0: √x is x to the power of ½
 */
record Monomial(Map<Factor, Integer> halves) {
  /** The empty product. */
  static final Monomial ONE = new Monomial(Map.of());
  /** Twice the exponent 1. */
  static final int FIRST = 2;

  /** Factors are kept as they are now; [u &gt; 0]² is [u &gt; 0], and there is no 1/[u &gt; 0]. */
  Monomial {
    Map<Factor, Integer> kept = new LinkedHashMap<>(halves);
    kept.replaceAll((factor, h) -> factor instanceof Factor.Indicator ? positive(h) : h);
    halves = Collections.unmodifiableMap(kept);
  }

  private static int positive(int halves) {
    if (halves < 0) throw new NoNormalFormException();
    return FIRST;
  }

  /** A factor alone. */
  static Monomial of(Factor factor, int halves) {
    return new Monomial(Map.of(factor, halves));
  }

  /** this · m. */
  Monomial times(Monomial m) {
    Map<Factor, Integer> all = new LinkedHashMap<>(halves);
    m.halves.forEach((factor, h) -> all.merge(factor, h, Integer::sum));
    all.values().removeIf(h -> h == 0);
    return new Monomial(all);
  }

  /** this to the power of n. */
  Monomial power(int n) {
    Map<Factor, Integer> all = new LinkedHashMap<>(halves);
    all.replaceAll((_, h) -> h * n);
    return new Monomial(all);
  }

  /** The powers of functions and brackets that this and m have in common. */
  Monomial common(Monomial m) {
    Map<Factor, Integer> both = new LinkedHashMap<>();
    halves.forEach((factor, h) -> {
      Integer other = m.halves.get(factor);
      if (other != null && (factor instanceof Factor.Call || factor instanceof Factor.Group)) both.put(factor, Math.min(h, other));
    });
    return new Monomial(both);
  }
}
