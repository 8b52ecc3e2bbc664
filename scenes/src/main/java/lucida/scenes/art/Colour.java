package lucida.scenes.art;

/** A colour in linear light, red, green and blue between 0 and 1. */
public record Colour(double red, double green, double blue) {
  /**
   * The colour of a lightness, chroma and hue in Oklch (Ottosson 2020); the chroma is lowered until the colour can be shown.
   *
   * @param lightness 0 black … 1 white
   * @param chroma 0 grey … about 0.3
   * @param hue in turns, 0 … 1
   */
  public static Colour of(double lightness, double chroma, double hue) {
    double cos = StrictMath.cos(2 * Math.PI * hue);
    double sin = StrictMath.sin(2 * Math.PI * hue);
    double c = chroma;
    Colour colour = oklab(lightness, c * cos, c * sin);
    while (!colour.shown() && c > 0.005) {
      c *= 0.85;
      colour = oklab(lightness, c * cos, c * sin);
    }
    double grey = lightness * lightness * lightness;
    return colour.shown() ? colour : new Colour(grey, grey, grey);
  }

  private static Colour oklab(double lightness, double a, double b) {
    double l = lightness + 0.3963377774 * a + 0.2158037573 * b;
    double m = lightness - 0.1055613458 * a - 0.0638541728 * b;
    double s = lightness - 0.0894841775 * a - 1.2914855480 * b;
    l = l * l * l;
    m = m * m * m;
    s = s * s * s;
    return new Colour(
        4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s, -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
        -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s);
  }

  private boolean shown() {
    return Math.min(red, Math.min(green, blue)) >= 0 && Math.max(red, Math.max(green, blue)) <= 1;
  }

  /** Mixes this colour with another in the proportion 1 − t to t. */
  public Colour mix(Colour other, double t) {
    return new Colour(red + t * (other.red - red), green + t * (other.green - green), blue + t * (other.blue - blue));
  }
}
