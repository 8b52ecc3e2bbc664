package lucida.book;

import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * A case in which an identity must not hold, which shows that its check can fail.
 *
 * @param head the small network on which it is evaluated
 * @param text the head, or the mistake made on it, in words
 * @param residual the residual of the mistake, instead of the identity's own
 */
public record Counterexample(SmallNetwork head, String text, Optional<ToDoubleFunction<EvaluationPoint>> residual) {
  /** The identity itself, on a head where it is false. */
  static Counterexample on(SmallNetwork head) {
    return new Counterexample(head, "a small " + head.description(), Optional.empty());
  }

  /** A similar statement that is false. */
  static Counterexample of(SmallNetwork head, String text, ToDoubleFunction<EvaluationPoint> residual) {
    return new Counterexample(head, text, Optional.of(residual));
  }
}
