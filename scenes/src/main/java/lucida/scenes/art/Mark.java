package lucida.scenes.art;

/**
 * One painted outline in the unit square.
 *
 * @param outline where it is
 * @param paint what it shows
 * @param texture from the unit square to the coordinates of the paint's pattern
 * @param owner whose it is: the number of an object, or negative for what is not an object
 * @param parts of which parts of its owner it is a piece: bit p for part p
 */
public record Mark(Outline outline, Paint paint, Affine texture, int owner, int parts) {
  /** Its outline grown by a width, in a colour, the owner's but of none of its parts. */
  public Mark grown(Pen.Ink ink) {
    return new Mark(Grown.by(outline, ink.width()), Paint.flat(ink.colour()), texture, owner, 0);
  }
}
