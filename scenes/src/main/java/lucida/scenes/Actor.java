package lucida.scenes;

/**
 * An object that is spoken of, known without being drawn.
 *
 * @param name of its class
 * @param hue its colour
 * @param x of its middle in the unit square, to the right
 * @param y of its middle, downwards
 */
public record Actor(String name, Hue hue, double x, double y) {
  /** "red car". */
  @Override
  public String toString() { return hue + " " + name; }
}
