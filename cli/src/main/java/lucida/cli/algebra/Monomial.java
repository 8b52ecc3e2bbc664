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

  /** Factors are kept as they are now. */
  Monomial {
    halves = Collections.unmodifiableMap(new LinkedHashMap<>(halves));
  }

  /** A factor alone. */
  static Monomial of(Factor factor, int halves) {
    return new Monomial(Map.of(factor, halves));
  }

  /** this · m; [u &gt; 0]² is [u &gt; 0]. */
  Monomial times(Monomial m) {
    Map<Factor, Integer> all = new LinkedHashMap<>(halves);
    m.halves.forEach((factor, h) -> all.merge(factor, h, (a, b) -> factor instanceof Factor.Indicator ? FIRST : a + b));
    all.values().removeIf(h -> h == 0);
    return new Monomial(all);
  }

  /** this to the power of n. There is no 1/[u &gt; 0]. */
  Monomial power(int n) {
    Map<Factor, Integer> all = new LinkedHashMap<>();
    halves.forEach((factor, h) -> {
      if (factor instanceof Factor.Indicator && n < 0) throw new NoNormalFormException();
      all.put(factor, factor instanceof Factor.Indicator ? h : h * n);
    });
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
