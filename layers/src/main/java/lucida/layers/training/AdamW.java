package lucida.layers.training;

import java.util.List;
import lucida.autodiff.Expr;

/**
 * AdamW — Loshchilov, Hutter, ICLR 2019, arXiv 1711.05101: m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g²,
 * w ← (1 − ηλ)·w − η · m̂/(√v̂ + ε) with m̂ = m/(1 − β₁ᵗ), v̂ = v/(1 − β₂ᵗ).
 */
public record AdamW(double beta1, double beta2, double epsilon, double weightDecay) implements Optimizer {
  /** β₁ = 0.9, β₂ = 0.999, ε = 1e-8. */
  public static AdamW of(double weightDecay) {
    return new AdamW(0.9, 0.999, 1e-8, weightDecay);
  }

  @Override
  public int memory() { return 2; }

  @Override
  public double[] factors(long step) {
    return new double[]{1 / (1 - Math.pow(beta1, (double) step)), 1 / (1 - Math.pow(beta2, (double) step))};
  }

  @Override
  public Step step(Expr w, Expr g, List<Expr> remembered, Expr rate, List<Expr> factors, boolean decays) {
    Expr m = remembered.getFirst().scale(beta1).plus(g.scale(1 - beta1));
    Expr v = remembered.getLast().scale(beta2).plus(g.square().scale(1 - beta2));
    Expr direction = m.times(factors.getFirst()).over(v.times(factors.getLast()).sqrt().plus(epsilon));
    Expr pulled = decays && weightDecay != 0 ? direction.plus(w.scale(weightDecay)) : direction;
    return new Step(w.minus(rate.times(pulled)), List.of(m, v));
  }
}
