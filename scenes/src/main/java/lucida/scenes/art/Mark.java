package lucida.scenes.art;

/**
 * One painted outline in the unit square.
 *
 * @param outline where it is
 * @param paint what it shows
 * @param texture from the unit square to the coordinates of the paint's pattern
 * @param owner the index of the object it belongs to; negative if it belongs to none
 * @param parts the parts of its owner that it belongs to: bit p for part p
 */
public record Mark(Outline outline, Paint paint, Affine texture, int owner, int parts) {
  /** The same elsewhere: its outline and its pattern moved. */
  public Mark moved(Affine map) {
    return new Mark(outline.moved(map), paint, texture.after(map.inverse()), owner, parts);
  }

  /** Its outline grown by a width, in a colour; it belongs to the owner but to none of its parts. */
  public Mark grown(Pen.Ink ink) {
    return new Mark(Grown.by(outline, ink.width()), Paint.flat(ink.colour()), texture, owner, 0);
  }
}
