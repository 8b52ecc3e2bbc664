package lucida.report;

import java.util.Locale;

/** The colours of plots: a page in the dark has its own for the same names. */
enum PlotColour {
  INK(0x1D1B22),
  QUIET(0x625E6B),
  LINE(0xD5D2CB),
  CONTROL(0x8A8690),
  BLUE(0x2F6DB5),
  ORANGE(0xC4620A),
  GREEN(0x1F8A5B),
  MAGENTA(0xA83E86),
  RED(0xC0392B),
  TEAL(0x12808F),
  VIOLET(0x6A4FC3),
  OLIVE(0x7C7A12);

  private static final PlotColour[] SERIES = {BLUE, ORANGE, GREEN, MAGENTA, RED, TEAL, VIOLET, OLIVE};
  private final int rgb;

  PlotColour(int rgb) { this.rgb = rgb; }

  /** Of the method with this index; they repeat. */
  static PlotColour series(int i) { return SERIES[i % SERIES.length]; }

  /** How often the colours were used up before this index. */
  static int round(int i) { return i / SERIES.length; }

  /** On white, 0xRRGGBB. */
  int rgb() { return rgb; }

  /** The class of its marks in SVG. */
  String style() { return "plot-" + name().toLowerCase(Locale.ROOT); }
}
