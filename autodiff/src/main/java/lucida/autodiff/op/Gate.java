package lucida.autodiff.op;

import lucida.core.Shape;

/**
 * L(x) v = above · v where x > 0, else below · v: (0, 1) is the gate [x > 0] · v, and with v = x the ReLU; (a, 1) leaky ReLU; (−1, 1)
 * the absolute value. At the kink x = 0 the lower branch is taken: relu′(0) = 0.
 */
public record Gate(double below, double above) implements Choice {
  /** [x > 0] · v. */
  public static final Gate POSITIVE = new Gate(0, 1);

  /** [x ≤ 0] · v. */
  public static final Gate NOT_POSITIVE = new Gate(1, 0);

  /** Whether y = L(x) x is positive exactly where x is, so that y can choose in the place of x. */
  public boolean keepsSign() {
    return above > 0 && below >= 0;
  }

  @Override
  public Shape shape(Shape x) { return x; }

  @Override
  public Choice withAxis(int n) { return this; }

  /** Whether L(x) x has a name: relu, abs, leaky[0.1]. */
  public boolean isNamed() {
    return above == 1 && below != 1;
  }

  @Override
  public String symbol() {
    return !isNamed() ? "slope[" + below + ", " + above + "]" : below == 0 ? "relu" : below == -1 ? "abs" : "leaky[" + below + "]";
  }
}
