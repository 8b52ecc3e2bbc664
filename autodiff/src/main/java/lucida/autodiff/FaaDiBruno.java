package lucida.autodiff;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The coefficients of y = f(x(t)) by the formula of Faà di Bruno: y_k = Σ_{m=1..k} f⁽ᵐ⁾(x₀)/m! · [t^k] (x₁t + x₂t² + …)ᵐ. The derivatives of f at x₀ are shared
 * by all directions, where a recurrence would make jets of them.
 */
final class FaaDiBruno {
  private final Jet in;
  private final Jet ofOnes;
  private final Map<List<Integer>, Expr> powers = new HashMap<>();

  /** Of y = f(x), with the jet of x. */
  FaaDiBruno(Apply y, Jet in) {
    this.in = in;
    this.ofOnes = Taylor.ofFunction(y);
  }

  /** f⁽ᵐ⁾(x₀)/m!: the coefficient of y along x + t. */
  Expr factor(int m) { return ofOnes.coefficient(m); }

  /** [t^k] (x₁t + x₂t² + …)ᵐ; literally 0 where x has no such coefficients. */
  Expr power(int m, int k) {
    if (m == 1) return in.coefficient(k);
    Expr known = powers.get(List.of(m, k));
    if (known != null) return known;
    Expr sum = IntStream.rangeClosed(1, k - m + 1).mapToObj(j -> power(m - 1, k - j).times(in.coefficient(j)))
        .reduce(Expr::plus).orElseThrow();
    powers.put(List.of(m, k), sum);
    return sum;
  }

  /** y_k. */
  Expr coefficient(int k) {
    return IntStream.rangeClosed(1, k).mapToObj(m -> power(m, k).times(factor(m))).reduce(Expr::plus).orElseThrow();
  }
}
