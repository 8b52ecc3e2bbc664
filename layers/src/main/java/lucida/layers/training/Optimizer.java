package lucida.layers.training;

import java.util.List;
import lucida.autodiff.Expr;

/** How a parameter moves, as formulas. */
public sealed interface Optimizer permits Sgd, AdamW {
  /** How many tensors of the parameter's shape it remembers for each parameter, all 0 before the first step. */
  int memory();

  /** Numbers that depend on the step alone, counted from 1, given when it runs. */
  double[] factors(long step);

  /**
   * One step of one parameter.
   *
   * @param w the parameter
   * @param g the gradient of the loss by it
   * @param remembered what it remembers
   * @param rate the learning rate, all over the parameter's shape
   * @param factors the numbers that depend on the step, each all over the parameter's shape
   * @param decays whether weight decay applies: not to biases and to what belongs to normalisation
   */
  Step step(Expr w, Expr g, List<Expr> remembered, Expr rate, List<Expr> factors, boolean decays);

  /** The new value of a parameter and what is remembered of it. */
  record Step(Expr parameter, List<Expr> remembered) {}
}
