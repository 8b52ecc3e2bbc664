package lucida.cli.algebra;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A sum of products with a number in front of each. Products are multiplied out as long as one of the two has one term; a product of sums
 * keeps its brackets, so that (x + 1)³ stays what it is.
 *
 * @param terms the number in front of each product, never 0
 */
record Polynomial(Map<Monomial, Double> terms) {
  private static final int LONGEST = 48;
  private static final double CANCELLED = 1e-15;

  /** Terms are kept as they are now, in the order in which they came. */
  Polynomial {
    if (terms.size() > LONGEST) throw new NoNormalFormException();
    terms = Collections.unmodifiableMap(new LinkedHashMap<>(terms));
  }

  static Polynomial number(double c) {
    return c == 0 ? new Polynomial(Map.of()) : of(c, Monomial.ONE);
  }

  static Polynomial of(Factor factor) {
    return of(1, Monomial.of(factor, Monomial.FIRST));
  }

  /** c · m; brackets that stand alone are left out. */
  private static Polynomial of(double c, Monomial m) {
    check(c);
    if (m.halves().size() == 1 && m.halves().keySet().iterator().next() instanceof Factor.Group(Polynomial sum)
        && m.halves().containsValue(Monomial.FIRST))
      return sum.scaled(c);
    return new Polynomial(Map.of(m, c));
  }

  /** The number that this is, if it is one. */
  Optional<Double> number() {
    return terms.isEmpty()
        ? Optional.of(0.0)
        : single().filter(term -> term.getKey().equals(Monomial.ONE)).map(Map.Entry::getValue);
  }

  /** The only term, if there is one only. */
  Optional<Map.Entry<Monomial, Double>> single() {
    return terms.size() == 1 ? Optional.of(terms.entrySet().iterator().next()) : Optional.empty();
  }

  /** c · this. */
  Polynomial scaled(double c) {
    if (c == 0) return number(0);
    Map<Monomial, Double> scaled = new LinkedHashMap<>();
    terms.forEach((m, a) -> {
      check(a * c);
      scaled.put(m, Fraction.rounded(a * c));
    });
    return new Polynomial(scaled);
  }

  /** Where a product underflows or overflows, the formula is no longer the same. */
  private static void check(double product) {
    if (product == 0 || !Double.isFinite(product)) throw new NoNormalFormException();
  }

  /** this + b. */
  Polynomial plus(Polynomial b) {
    Map<Monomial, Double> sum = new LinkedHashMap<>(terms);
    b.terms.forEach((m, c) -> sum.merge(m, c, Polynomial::added));
    sum.values().removeIf(c -> c == 0);
    return new Polynomial(sum);
  }

  private static double added(double a, double b) {
    return Math.abs(a + b) <= CANCELLED * Math.max(Math.abs(a), Math.abs(b)) ? 0 : Fraction.rounded(a + b);
  }

  /** this · b. */
  Polynomial times(Polynomial b) {
    if (terms.isEmpty() || b.terms.isEmpty()) return number(0);
    if (single().isPresent()) return b.times(single().get().getValue(), single().get().getKey());
    if (b.single().isPresent()) return times(b.single().get().getValue(), b.single().get().getKey());
    Map.Entry<Monomial, Double> x = grouped(), y = b.grouped();
    return of(x.getValue() * y.getValue(), x.getKey().times(y.getKey()));
  }

  private Polynomial times(double c, Monomial m) {
    if (m.equals(Monomial.ONE)) return scaled(c);
    if (terms.size() > 1) {
      Map.Entry<Monomial, Double> brackets = grouped();
      if (m.halves().keySet().containsAll(brackets.getKey().halves().keySet()))
        return of(Fraction.rounded(c * brackets.getValue()), m.times(brackets.getKey()));
    }
    Polynomial product = number(0);
    for (Map.Entry<Monomial, Double> term : terms.entrySet())
      product = product.plus(of(Fraction.rounded(c * term.getValue()), m.times(term.getKey())));
    return product;
  }

  /** this to the power of halves/2. */
  Polynomial power(int halves) {
    if (factor().isPresent()) return of(1, Monomial.of(factor().get(), halves));
    if (halves % 2 != 0 || terms.isEmpty()) return of(1, Monomial.of(new Factor.Group(this), halves));
    int n = halves / 2;
    Map.Entry<Monomial, Double> term = single().orElseGet(this::grouped);
    return of(Fraction.rounded(Math.pow(term.getValue(), n)), term.getKey().power(n));
  }

  /** What this is, if it is one factor to the first power. */
  private Optional<Factor> factor() {
    return single().filter(term -> term.getValue() == 1 && term.getKey().halves().size() == 1
        && term.getKey().halves().containsValue(Monomial.FIRST)).map(term -> term.getKey().halves().keySet().iterator().next());
  }

  /** A number and a sum in brackets, whose product is this: in the brackets most numbers are above 0. */
  private Map.Entry<Monomial, Double> grouped() {
    double content = sign() * content();
    return Map.entry(Monomial.of(new Factor.Group(scaled(1 / content)), Monomial.FIRST), content);
  }

  /** The largest number above 0 that leaves whole numbers when it is taken out; 1 where some are no fractions. */
  private double content() {
    long divisor = 0, multiple = 1;
    for (double c : terms.values()) {
      Optional<Fraction> fraction = Fraction.of(c);
      if (fraction.isEmpty()) return 1;
      divisor = gcd(divisor, fraction.get().p());
      multiple = multiple / gcd(multiple, fraction.get().q()) * fraction.get().q();
    }
    return (double) divisor / multiple;
  }

  /** The same for sums that differ in the order of their terms. */
  private int sign() {
    double most = terms.values().stream().mapToDouble(Math::signum).sum();
    if (most != 0) return most > 0 ? 1 : -1;
    return terms.entrySet().stream().min(Map.Entry.comparingByKey((a, b) -> a.toString().compareTo(b.toString()))).orElseThrow()
        .getValue() > 0 ? 1 : -1;
  }

  private static long gcd(long a, long b) { return b == 0 ? Math.abs(a) : gcd(b, a % b); }

  /** What all terms have in common of functions and brackets, before a bracket: x eˣ + eˣ = eˣ (x + 1). */
  Polynomial factored() {
    try {
      return terms.size() < 2 ? this : commonFirst();
    } catch (NoNormalFormException _) {
      return this;
    }
  }

  private Polynomial commonFirst() {
    Monomial common = terms.keySet().stream().reduce(Monomial::common).orElseThrow();
    if (common.equals(Monomial.ONE)) return this;
    Polynomial rest = number(0);
    for (Map.Entry<Monomial, Double> term : terms.entrySet())
      rest = rest.plus(quotient(term.getKey(), common).scaled(term.getValue()));
    return rest.terms.size() < 2 ? of(1, common).times(rest) : bracketed(common, rest);
  }

  private static Polynomial bracketed(Monomial front, Polynomial rest) {
    double content = rest.content() * Math.signum(rest.terms.values().iterator().next());
    Factor brackets = new Factor.Group(rest.scaled(1 / content));
    return of(content, front.times(Monomial.of(brackets, Monomial.FIRST)));
  }

  /** m/d, brackets that are left to the first power multiplied out. */
  private static Polynomial quotient(Monomial m, Monomial d) {
    Monomial left = m.times(d.power(-1));
    Polynomial product = number(1);
    for (Map.Entry<Factor, Integer> power : left.halves().entrySet())
      product = power.getKey() instanceof Factor.Group(Polynomial sum) && power.getValue() == Monomial.FIRST
          ? sum.spread(product)
          : product.times(power.getValue(), power.getKey());
    return product;
  }

  private Polynomial times(int halves, Factor factor) { return times(1, Monomial.of(factor, halves)); }

  /** this · b, every term with every other. */
  private Polynomial spread(Polynomial b) {
    Polynomial product = number(0);
    for (Map.Entry<Monomial, Double> term : terms.entrySet())
      for (Map.Entry<Monomial, Double> other : b.terms.entrySet())
        product = product.plus(of(Fraction.rounded(term.getValue() * other.getValue()), term.getKey().times(other.getKey())));
    return product;
  }
}
