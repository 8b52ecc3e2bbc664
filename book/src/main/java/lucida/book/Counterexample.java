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
public record Counterexample(SmallHead head, String text, Optional<ToDoubleFunction<Specimen>> residual) {
  /** The identity itself, on a head that it is not true for. */
  static Counterexample on(SmallHead head) {
    return new Counterexample(head, "a small " + head.description(), Optional.empty());
  }

  /** Something like the identity, which is not true. */
  static Counterexample of(SmallHead head, String text, ToDoubleFunction<Specimen> residual) {
    return new Counterexample(head, text, Optional.of(residual));
  }
}
