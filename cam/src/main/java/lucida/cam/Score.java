package lucida.cam;

import java.util.Locale;
import lucida.autodiff.Constant;
import lucida.autodiff.Expr;
import lucida.autodiff.function.Softmax;

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
  public Expr differentiated(Target target, Formulas formulas) {
    return this == PROBABILITY ? logProbability(target, formulas) : target.of(formulas);
  }

  /** Y for each picture: [N]. */
  public Expr value(Target target, Formulas formulas) {
    Expr l = differentiated(target, formulas);
    return this == LOGIT ? l : l.exp();
  }

  /** Y where it can be stored, which exp(S) cannot: S, the probability, or exp(S) divided by its value at the explained picture: [N]. */
  public Expr storable(Target target, Formulas formulas) {
    return this == PROBABILITY ? value(target, formulas) : relative(target, formulas);
  }

  /**
   * S for a logit, else Y divided by its value at the explained picture, for each of many pictures: [N]. Its gradient at the explained one
   * is that of {@link #differentiated}; at others it keeps how much larger or smaller Y is there. exp(S) itself appears nowhere.
   */
  public Expr relative(Target target, Formulas formulas) {
    Expr l = differentiated(target, formulas);
    return this == LOGIT ? l : l.minus(formulas.logY().expand(l.shape(), 0)).exp();
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
  public Unit unitOfValues() {
    return this == PROBABILITY ? new Unit("probability", false) : unit();
  }

  /** With o = log((1 − p^c)/p^c): log p^c = −softplus(o), log(1 − p^c) = −softplus(−o). */
  private static Expr logProbability(Target target, Formulas formulas) {
    return switch (target) {
      case Target.OfClass _ -> oddsAgainst(formulas).softplus().negate();
      case Target.Against _ -> oddsAgainst(formulas).negate().softplus().negate();
      case Target.Predicted _, Target.OfFunction _ ->
        throw new IllegalArgumentException("Only a class has a probability, not '" + target + "': take the score logit or exp");
    };
  }

  /** o = −S^c of a sigmoid, LSE_{m≠c}(S^m − S^c) of a softmax: without the term of c itself no digit is lost as p^c → 1. */
  private static Expr oddsAgainst(Formulas formulas) {
    Expr own = formulas.scoreOfClass();
    return switch (formulas.forward().scoreKind()) {
      case SIGMOID, WORDS -> own.negate();
      case LOGITS, SOFTMAX -> {
        Expr S = formulas.cut().scores();
        Expr none = new Constant(Double.NEGATIVE_INFINITY, S.shape()); // e^−∞ = 0 in place of the term of c
        yield Softmax.logSumExp(formulas.classAmongScores().choose(none, S.minus(own.expand(S.shape(), 1))), 1);
      }
      case VALUE -> throw new NotApplicableException(
          "the network's scores are values without probabilities; take --score logit, or scorecam in place of scorecam-probability");
    };
  }

  @Override
  public String toString() { return name().toLowerCase(Locale.ROOT); }
}
