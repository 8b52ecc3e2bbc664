package lucida.cam;

/**
 * What the values of a map are measured in.
 *
 * @param text for people and records: "score", "probability", "relative to exp(S)"
 * @param relative whether the map is divided by Y at the explained picture, which its equations do not say
 */
public record Unit(String text, boolean relative) {
  /** Of Y itself where it is the score S. */
  public static final Unit SCORE = new Unit("score", false);
  /** Of weights without a unit times activations of the layer. */
  public static final Unit ACTIVATION = new Unit("activation", false);
  /** Of what is a ratio of like things. */
  public static final Unit NONE = new Unit("dimensionless", false);

  /** Divided by the unit of a cell of the preprocessed picture. */
  public Unit perSample() {
    return new Unit(text + ", per unit of x", relative);
  }

  /** Its square. */
  public Unit squared() { return new Unit("(" + text + ")²", relative); }

  /** Its product with another. */
  public Unit times(Unit other) {
    return new Unit((relative ? "(" + text + ")" : text) + " × " + other.text, relative || other.relative);
  }

  @Override
  public String toString() { return text; }
}
