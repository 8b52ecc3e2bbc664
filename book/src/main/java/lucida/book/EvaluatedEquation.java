package lucida.book;

/**
 * An equation with its outcome.
 *
 * @param equation the equation
 * @param place the small network on which it was evaluated; empty for the given network
 * @param outcome what its evaluation found
 */
public record EvaluatedEquation(Equation equation, String place, Outcome outcome) {
  /** Its verdict. */
  public Verdict verdict() { return outcome.verdict(); }
}
