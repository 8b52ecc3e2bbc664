package lucida.book;

/**
 * An equation and what was found about it.
 *
 * @param equation which
 * @param place the small network on which it was evaluated; empty if it was the given one
 * @param outcome what
 */
public record EvaluatedEquation(Equation equation, String place, Outcome outcome) {
  /** How it is. */
  public Verdict verdict() { return outcome.verdict(); }
}
