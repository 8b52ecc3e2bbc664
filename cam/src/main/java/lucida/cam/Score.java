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
  /** [DS 3] Y = p^c, ℓ = log p^c; what p is made of says the network's {@link lucida.layers.ScoreKind}. */
  PROBABILITY;

  /**
   * S for a logit, else ℓ = log Y, for each picture: [N]. Its gradient is ∂Y/∂A, divided by Y where Y is exp(S) or a probability.
   *
   * @throws IllegalArgumentException if a probability is wanted of what is not a class
   * @throws NotApplicableException if a probability is wanted where there is none
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
  public Unit unit() {
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

  /** With o = log((1 − p^c)/p^c): log p^c = −softplus(o), log(1 − p^c) = −softplus(−o). */
  private static Expr logProbability(Target target, Forward forward) {
    return switch (target) {
      case Target.OfClass(int c) -> oddsAgainst(c, forward).softplus().negate();
      case Target.Against(int c) -> oddsAgainst(c, forward).negate().softplus().negate();
      case Target.Predicted _, Target.OfScores _, Target.OfFunction _ ->
        throw new IllegalArgumentException("Only a class has a probability, not '" + target + "': take the score logit or exp");
    };
  }

  /** o = −S^c of a sigmoid, LSE_{m≠c}(S^m − S^c) of a softmax: without the term of c itself no digit is lost as p^c → 1. */
  private static Expr oddsAgainst(int c, Forward forward) {
    Expr own = Target.ofClass(c).of(forward);
    return switch (forward.scoreKind()) {
      case SIGMOID -> own.negate();
      case LOGITS, SOFTMAX -> {
        Expr others = others(c, forward.scores());
        yield Softmax.logSumExp(others.minus(own.expand(others.shape(), 1)), 1);
      }
      case VALUE -> throw new NotApplicableException(
          "the network's scores are values without probabilities; take --score logit, or scorecam in place of scorecam-probability");
    };
  }

  /** S^m for m ≠ c. */
  private static Expr others(int c, Expr scores) {
    int classes = scores.shape().extent(1);
    if (c == 0) return scores.slice(1, 1, classes);
    if (c == classes - 1) return scores.slice(1, 0, c);
    return Expr.concat(1, List.of(scores.slice(1, 0, c), scores.slice(1, c + 1, classes)));
  }

  @Override
  public String toString() { return name().toLowerCase(Locale.ROOT); }
}
