package lucida.scenes;

import java.util.Optional;
import lucida.scenes.art.Chance;
import lucida.scenes.art.Colour;
import lucida.scenes.art.Look;
import lucida.scenes.art.Paint;
import lucida.scenes.art.Pattern;
import lucida.scenes.art.Patterns;
import lucida.scenes.art.Pen;
import lucida.scenes.backdrop.Tones;

/** Chooses paints for objects that stand out from a backdrop, independently of the object. */
final class Palette {
  private Palette() {}

  /** A look that stands out from these tones. */
  static Look look(Tones tones, Chance chance) {
    double hue = chance.between(0, 1);
    double lightness = apart(tones.lightness(), 0.18, chance);
    Paint coat = patterned(lightness, chance.between(0.07, 0.19), hue, chance);
    double turn = chance.sign() * chance.between(0.1, 0.5);
    Paint trim = patterned(apart(lightness, 0.12, chance), chance.between(0.05, 0.16), hue + turn, chance);
    Colour accent = Colour.of(chance.between(0.6, 0.85), chance.between(0.12, 0.2), hue - turn + chance.between(-0.1, 0.1));
    return new Look(coat, trim, Paint.of(accent), Colour.of(0.96, 0.02, chance.between(0, 1)), Colour.of(0.24, 0.04, hue));
  }

  /** A dark line around shapes. */
  static Pen.Ink ink(Look look, Chance chance) {
    return new Pen.Ink(look.dark(), chance.between(0.008, 0.012));
  }

  /** A pale rim around a whole object, as of a sticker, more often where the backdrop is dark. */
  static Optional<Pen.Ink> rim(Tones tones, Chance chance) {
    if (!chance.happens(tones.lightness() < 0.5 ? 0.6 : 0.25)) return Optional.empty();
    return Optional.of(new Pen.Ink(Colour.of(0.95, 0.03, chance.between(0, 1)), chance.between(0.012, 0.018)));
  }

  private static Paint patterned(double lightness, double chroma, double hue, Chance chance) {
    Colour first = Colour.of(lightness, chroma, hue);
    Pattern pattern = chance.happens(0.3) ? Pattern.PLAIN : Patterns.any(chance, chance.between(0.24, 0.5));
    double other = lightness + (lightness > 0.62 ? -1 : 1) * chance.between(0.07, 0.17);
    return new Paint(first, Colour.of(other, chroma * chance.between(0.5, 1.2), hue + chance.between(-0.12, 0.12)), pattern, 0.24);
  }

  /** A lightness that differs from another by at least an amount. */
  private static double apart(double from, double gap, Chance chance) {
    double below = Math.max(0, from - gap - 0.42);
    double above = Math.max(0, 0.88 - from - gap);
    double t = chance.between(0, below + above);
    return t < below ? 0.42 + t : from + gap + t - below;
  }
}
