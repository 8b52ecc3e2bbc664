package lucida.judge.neurons;

import java.util.Locale;

/**
 * The word for a colour, by its lightness, chroma and hue in Oklch (Ottosson 2020): grey below a chroma of 0.04, else by the hue. The bounds are of this project: they lie between the pure
 * colours of sRGB that are called so.
 */
public enum ColourTerm {
  /** Dark, without a hue. */
  BLACK,
  /** Between, without a hue. */
  GREY,
  /** Light, without a hue. */
  WHITE,
  /** Hue up to 48°. */
  RED,
  /** Up to 88°. */
  ORANGE,
  /** Up to 124°. */
  YELLOW,
  /** Up to 170°. */
  GREEN,
  /** Up to 225°. */
  CYAN,
  /** Up to 290°. */
  BLUE,
  /** Up to 340°. */
  PURPLE,
  /** Up to 368°. */
  PINK;

  private static final double GREYS = 0.04;
  private static final double DARK = 0.35;
  private static final double LIGHT = 0.85;
  private static final ColourTerm[] HUES = {RED, ORANGE, YELLOW, GREEN, CYAN, BLUE, PURPLE, PINK};
  private static final double[] ENDS = {48, 88, 124, 170, 225, 290, 340, 368};

  /** Of a pixel, 0xRRGGBB. */
  public static ColourTerm of(int rgb) {
    double r = linear(rgb >> 16 & 255), g = linear(rgb >> 8 & 255), b = linear(rgb & 255);
    double l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
    double m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
    double s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
    double lightness = 0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s;
    double alongRed = 1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s;
    double alongYellow = 0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s;
    if (Math.hypot(alongRed, alongYellow) < GREYS) return lightness < DARK ? BLACK : lightness > LIGHT ? WHITE : GREY;
    double hue = (Math.toDegrees(Math.atan2(alongYellow, alongRed)) + 360) % 360;
    double h = hue < 8 ? hue + 360 : hue;
    int term = 0;
    while (h > ENDS[term]) term++;
    return HUES[term];
  }

  private static double linear(int sample) {
    double v = sample / 255.0;
    return v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4);
  }

  @Override
  public String toString() { return name().toLowerCase(Locale.ROOT); }
}
