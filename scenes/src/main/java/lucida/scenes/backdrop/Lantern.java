package lucida.scenes.backdrop;

import lucida.scenes.art.Colour;
import lucida.scenes.art.Outline;
import lucida.scenes.art.Paint;
import lucida.scenes.art.Path;
import lucida.scenes.art.Pen;

/** A paper lantern hanging from the upper edge, always the same. */
public final class Lantern {
  private static final Colour PAPER = Colour.of(0.84, 0.15, 0.22);
  private static final Colour RIB = Colour.of(0.7, 0.17, 0.13);
  private static final Colour WOOD = Colour.of(0.28, 0.05, 0.08);

  private Lantern() {}

  /** Draws it relative to the upper end of its string. */
  public static void draw(Pen pen) {
    Paint wood = Paint.flat(WOOD);
    pen.flat(Outline.box(-0.006, -0.05, 0.006, 0.06), wood);
    pen.fill(Outline.ellipse(0, 0.125, 0.08, 0.068), Paint.of(PAPER));
    for (int side = -1; side <= 1; side++)
      pen.flat(Path.from(0.042 * side - 0.006, 0.066).bend(0.075 * side - 0.006, 0.125, 0.042 * side - 0.006, 0.184)
          .line(0.042 * side + 0.006, 0.184)
          .bend(0.075 * side + 0.006, 0.125, 0.042 * side + 0.006, 0.066).closed(), Paint.flat(RIB));
    pen.flat(Outline.box(-0.045, 0.05, 0.045, 0.07), wood);
    pen.flat(Outline.box(-0.045, 0.18, 0.045, 0.2), wood);
    pen.flat(Outline.box(-0.008, 0.2, 0.008, 0.25), wood);
  }

  /** The ink around it. */
  public static Pen.Ink ink() { return new Pen.Ink(WOOD, 0.008); }
}
