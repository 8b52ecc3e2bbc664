package lucida.cam;

import java.util.List;
import java.util.Locale;
import lucida.autodiff.Expr;
import lucida.autodiff.function.Softmax;
import lucida.layers.Forward;

/**
 * Which function Y of the explained number S is differentiated. Where Y is exp(S) or a probability all derivatives are divided by Y: those
 * of ℓ = log Y are taken, for exp(S) itself overflows float32 at S = 88.
 */
public enum Score {
  /** [DS 1] Y = S. */
  LOGIT,
  /** [DS 2] Y = exp(S), ℓ = S. */
  EXP,
  /** [DS 3] Y = p^c, ℓ = log p^c. */
  PROBABILITY;

  /**
   * S for a logit, else ℓ = log Y, for each picture: [N]. Its gradient is ∂Y/∂A, divided by Y where Y is exp(S) or a probability.
   *
   * @throws IllegalArgumentException if a probability is wanted of what is not a class
   */
  public Expr differentiated(Target target, Forward forward) {
    return this == PROBABILITY ? logProbability(target, forward) : target.of(forward);
  }

  /** Y for each picture: [N]. */
  public Expr value(Target target, Forward forward) {
    Expr l = differentiated(target, forward);
    return this == LOGIT ? l : l.exp();
  }

  /** Y where it can be stored, which exp(S) cannot: S, the probability, or exp(S) divided by its value at the explained picture: [N]. */
  Expr storable(Target target, Forward forward, double logY) {
    return this == PROBABILITY ? value(target, forward) : relative(target, forward, logY);
  }

  /**
   * S for a logit, else Y divided by its value at the explained picture, for each of many pictures: [N]. Its gradient at the explained one
   * is that of {@link #differentiated}; at others it keeps how much larger or smaller Y is there. exp(S) itself appears nowhere.
   *
   * @param logY log Y at the explained picture
   */
  Expr relative(Target target, Forward forward, double logY) {
    Expr l = differentiated(target, forward);
    return this == LOGIT ? l : l.plus(-logY).exp();
  }

  /** The unit of a derivative by A, times A: of Y, or of a part of Y where it is divided by Y. */
  Unit unit() {
    return switch (this) {
      case LOGIT -> Unit.SCORE;
      case EXP -> new Unit("relative to exp(S)", true);
      case PROBABILITY -> new Unit("relative to the probability", true);
    };
  }

  /** The unit of values of Y and their differences: Y as it is, but exp(S), which overflows, divided by that of the picture. */
  Unit unitOfValues() {
    return this == PROBABILITY ? new Unit("probability", false) : unit();
  }

  /** log p^c = −softplus(LSE_{m≠c}(S^m − S^c)): without the term of c itself no digit is lost as p^c → 1. */
  private static Expr logProbability(Target target, Forward forward) {
    if (!(target instanceof Target.OfClass(int c)))
      throw new IllegalArgumentException("Only a class has a probability, not '" + target + "': take the score logit or exp");
    Expr own = target.of(forward);
    Expr scores = forward.scores();
    int classes = scores.shape().extent(1);
    if (classes < 2)
      throw new IllegalArgumentException("A network with one score has no probabilities: take the score logit or exp");
    Expr others = c == 0
        ? scores.slice(1, 1, classes)
        : c == classes - 1
            ? scores.slice(1, 0, c)
            : Expr.concat(1, List.of(scores.slice(1, 0, c), scores.slice(1, c + 1, classes)));
    return Softmax.logSumExp(others.minus(own.expand(others.shape(), 1)), 1).softplus().negate();
  }

  @Override
  public String toString() { return name().toLowerCase(Locale.ROOT); }
}
