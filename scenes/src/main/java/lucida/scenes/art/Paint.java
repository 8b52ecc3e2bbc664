package lucida.scenes.art;

/**
 * Two colours and how they are distributed.
 *
 * @param light how strongly a shape is lit from the upper left, as a share of its brightness
 */
public record Paint(Colour first, Colour second, Pattern pattern, double light) {
  /** One colour, lit a little. */
  public static Paint of(Colour colour) { return new Paint(colour, colour, Pattern.PLAIN, 0.22); }

  /** One colour, flat. */
  public static Paint flat(Colour colour) { return new Paint(colour, colour, Pattern.PLAIN, 0); }

  /** The same without its pattern. */
  public Paint plain() { return new Paint(first, first, Pattern.PLAIN, light); }

  /** The same, each colour changed towards another by a share. */
  public Paint tinted(Colour other, double t) {
    return new Paint(first.mix(other, t), second.mix(other, t), pattern, light);
  }
}
