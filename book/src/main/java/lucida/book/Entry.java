package lucida.book;

/**
 * An equation and what was found about it.
 *
 * @param equation which
 * @param place the small network on which it was evaluated; empty if it was the given one
 * @param finding what
 */
public record Entry(Equation equation, String place, Finding finding) {
  /** How it is. */
  public Verdict verdict() { return finding.verdict(); }
}
