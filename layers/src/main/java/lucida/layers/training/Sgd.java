package lucida.layers.training;

import java.util.List;
import lucida.autodiff.Expr;

/**
 * Stochastic gradient descent with momentum, as PyTorch defines it: g ← g + λw, v ← μv + g, w ← w − η·(g + μv) with Nesterov, else
 * w ← w − η·v.
 */
public record Sgd(double momentum, boolean nesterov, double weightDecay) implements Optimizer {
  @Override
  public int memory() { return 1; }

  @Override
  public double[] factors(long step) { return new double[0]; }

  @Override
  public Step step(Expr w, Expr g, List<Expr> remembered, Expr rate, List<Expr> factors, boolean decays) {
    Expr decayed = decays && weightDecay != 0 ? g.plus(w.scale(weightDecay)) : g;
    Expr v = remembered.getFirst().scale(momentum).plus(decayed);
    Expr direction = nesterov ? decayed.plus(v.scale(momentum)) : v;
    return new Step(w.minus(rate.times(direction)), List.of(v));
  }
}
