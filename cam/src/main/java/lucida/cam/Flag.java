package lucida.cam;

/**
 * Something about a map that a reader should know before looking at it.
 *
 * @param kind what it is
 * @param count how often
 * @param text the same in words
 */
public record Flag(Kind kind, int count, String text) {
  /** What there is to know. */
  public enum Kind {
    /** No cell is positive: the final ReLU leaves nothing. */
    ALL_NEGATIVE,
    /** All cells are equal. */
    FLAT,
    /** There are NaNs or infinities in the map. */
    NON_FINITE,
    /** There are NaNs or infinities in what the map is computed from: the picture, the weights, a layer, the scores. */
    NON_FINITE_NETWORK,
    /** Positions where α is 0/0 and taken as 0 though the gradient is not 0, or all positions. */
    DEAD,
    /** Positions beyond a sign change of α's denominator, a true pole. */
    POLES,
    /** Constant channels, which have no mask and are left out. */
    NO_MASK,
    /** An option that was given, and that the method does not take. */
    NO_EFFECT,
    /** What else the method has to say. */
    NOTE
  }

  /** Something to say that has no count. */
  public static Flag note(String text) { return new Flag(Kind.NOTE, 1, text); }

  @Override
  public String toString() { return text; }
}
