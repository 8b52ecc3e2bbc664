package lucida.autodiff;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** y(t) = y₀ + y₁t + y₂t² + …: formulas, each written down when it is first asked for. */
public final class Jet {
  private final List<Expr> known = new ArrayList<>();
  private final IntFunction<Expr> rule;

  /** With its value y₀ and the rule that gives the coefficients from 1 on. */
  Jet(Expr value, IntFunction<Expr> rule) {
    known.add(value);
    this.rule = rule;
  }

  /** y_k = y⁽ᵏ⁾(0)/k!; literally 0 where it does not exist. */
  public Expr coefficient(int k) {
    while (known.size() <= k) known.add(rule.apply(known.size()));
    return known.get(k);
  }

  /** y⁽ᵏ⁾(0) = k! y_k. */
  public Expr derivative(int k) {
    double factorial = 1;
    for (int i = 2; i <= k; i++) factorial *= i;
    return coefficient(k).scale(factorial);
  }
}
