package lucida.book;

import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Where an identity must not hold, so that its check can fail.
 *
 * @param head the small network on which it is run
 * @param text the head, or what is done wrong on it, in words
 * @param residual another residual than the identity's own: what is done wrong
 */
public record Counterexample(SmallNetwork head, String text, Optional<ToDoubleFunction<EvaluationPoint>> residual) {
  /** The identity itself, on a head that it is not true for. */
  static Counterexample on(SmallNetwork head) {
    return new Counterexample(head, "a small " + head.description(), Optional.empty());
  }

  /** Something like the identity, which is not true. */
  static Counterexample of(SmallNetwork head, String text, ToDoubleFunction<EvaluationPoint> residual) {
    return new Counterexample(head, text, Optional.of(residual));
  }
}
