package lucida.scenes.backdrop;

import lucida.scenes.art.Chance;
import lucida.scenes.art.Colour;
import lucida.scenes.art.Paint;
import lucida.scenes.art.Pattern;

/** The colours of a backdrop: similar lightness, low chroma, neighbouring hues. */
public record Tones(double lightness, double chroma, double hue, double spread) {
  /** Draws random tones. */
  public static Tones of(Chance chance) {
    return new Tones(chance.between(0.34, 0.86), chance.between(0.02, 0.1), chance.between(0, 1), chance.between(-0.16, 0.16));
  }

  /** The tone at t = 0 … 1 along the hues, lightened or darkened by an amount. */
  public Colour tone(double t, double lighter) {
    return Colour.of(Math.clamp(lightness + lighter, 0.12, 0.97), chroma, hue + spread * t);
  }

  /** A flat paint in a tone. */
  public Paint paint(double t, double lighter) { return Paint.flat(tone(t, lighter)); }

  /** A flat paint of two tones. */
  public Paint paint(double t, double lighter, double t2, double lighter2, Pattern pattern) {
    return new Paint(tone(t, lighter), tone(t2, lighter2), pattern, 0);
  }
}
