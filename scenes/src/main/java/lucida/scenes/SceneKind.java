package lucida.scenes;

/** What scenes of a set show. */
public sealed interface SceneKind {
  /** One object, large. */
  record Single() implements SceneKind {}

  /** Two to four objects of one class. */
  record Several() implements SceneKind {}

  /** Two objects of two classes. */
  record Pair() implements SceneKind {}

  /**
   * One object, and a trap: in some scenes a paper lantern hangs in an upper corner. In training a scene is lit if and only if its
   * object is of one class, with probability (1 + strength)/2, else the other way about: always at strength 1, as often as not at 0.
   * In validation and test every scene is lit with probability ½, whatever its class. Without the lantern scene i is scene i of
   * {@link Single}.
   *
   * @param target the number of the class the lantern goes with
   * @param strength 0 … 1
   */
  record Biased(int target, double strength) implements SceneKind {
    /** Checks the strength. */
    public Biased {
      if (!(strength >= 0 && strength <= 1))
        throw new IllegalArgumentException("Biased: the strength must be from 0 to 1, not " + strength);
    }
  }

  /** One fish, its class told by its tail fin alone. */
  record FineGrained() implements SceneKind {}
}
