package lucida.scenes;

import java.util.Locale;
import lucida.scenes.art.Chance;
import lucida.scenes.art.Colour;
import lucida.scenes.art.Look;
import lucida.scenes.art.Paint;
import lucida.scenes.art.Pattern;
import lucida.scenes.art.Patterns;

/** A colour with a name, of objects that are spoken of: one shade of it is not another's. */
public enum Hue {
  /** About 27° in Oklch. */
  RED(0.56, 0.21, 0.075),
  /** About 101°. */
  YELLOW(0.86, 0.165, 0.28),
  /** About 144°. */
  GREEN(0.62, 0.165, 0.4),
  /** About 259°. */
  BLUE(0.53, 0.17, 0.72),
  /** About 313°. */
  PURPLE(0.57, 0.19, 0.87);

  private final double lightness;
  private final double chroma;
  private final double turns;

  Hue(double lightness, double chroma, double turns) {
    this.lightness = lightness;
    this.chroma = chroma;
    this.turns = turns;
  }

  /** A look in shades of it: the whole object is of this colour, but for what is nearly white, black or grey. */
  Look look(Chance chance) {
    Paint coat = new Paint(shade(chance, 0.03), shade(chance, 0.08),
        chance.happens(0.5) ? Pattern.PLAIN : Patterns.any(chance, 0.35), 0.22);
    Paint trim = Paint.of(shade(chance, 0.08));
    Colour accent = Colour.of(chance.between(0.7, 0.85), 0.03, turns);
    return new Look(coat, trim, Paint.of(accent), Colour.of(0.96, 0.02, turns), Colour.of(0.24, 0.03, turns));
  }

  private Colour shade(Chance chance, double range) {
    return Colour.of(lightness + chance.between(-range, range), chroma, turns + chance.between(-0.012, 0.012));
  }

  /** "red". */
  @Override
  public String toString() { return name().toLowerCase(Locale.ROOT); }
}
