package lucida.pictures;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The key to a coloured map: its colours from low (at the bottom) to high, with values at round numbers.
 *
 * @param colours of the map
 * @param scale of the map
 */
public record ColourBar(ColourMap colours, ColourScale scale) {
  private static final int BAR = 12;
  private static final int GAP = 6;
  private static final int ROOM_PER_TICK = 37;
  private static final int MOST_TICKS = 7;
  /** How far the outermost labels may stand out above and below. */
  static final int OVERHANG = TextStyle.TICK.line() / 2;

  /** Paints the key; its colours are {@code height} pixels high, and the labels at the ends stand out by half a line. */
  public Picture paint(int height) {
    return paint(height, Letters.available());
  }

  Picture paint(int height, Letters letters) {
    List<Double> ticks = ticks(Math.clamp(height / ROOM_PER_TICK, 2, MOST_TICKS));
    int labels = ticks.stream().mapToInt(v -> letters.width(label(v), TextStyle.TICK)).max().orElse(0);
    Canvas canvas = new Canvas(BAR + GAP + labels + 1, height + 2 * OVERHANG, letters);
    canvas.put(Picture.painted(BAR, height, (x, y) -> colours.rgb(1 - y / (height - 1.0))), 0, OVERHANG);
    for (double tick : ticks) {
      int y = scale.low() == scale.high() ? height / 2 : (int) Math.round((1 - scale.at(tick)) * (height - 1));
      canvas.fill(BAR, OVERHANG + y, 3, 1, Canvas.QUIET);
      canvas.text(label(tick), BAR + GAP, y, labels + 1, TextStyle.TICK, Canvas.QUIET);
    }
    return canvas.picture();
  }

  /** Multiples of 1, 2 or 5 times a power of ten inside the scale, at most {@code most}; the one value of a flat scale. */
  List<Double> ticks(int most) {
    if (scale.low() == scale.high()) return List.of(scale.low());
    double step = step(most);
    List<Double> ticks = new ArrayList<>();
    double slack = 1e-9 * step;
    for (double k = Math.ceil((scale.low() - slack) / step); k * step <= scale.high() + slack; k++)
      ticks.add(k == 0 ? 0 : k * step);
    return ticks;
  }

  private double step(int most) {
    double span = scale.high() - scale.low();
    double power = Math.pow(10, Math.floor(Math.log10(span / most)));
    for (double factor : new double[]{1, 2, 5, 10})
      if (Math.floor(span / (factor * power) + 1e-9) + 1 <= most) return factor * power;
    return 20 * power;
  }

  /** Three digits at most, in powers of ten where the number is very large or small. */
  static String label(double value) {
    if (value == 0) return "0";
    double size = Math.abs(value);
    String sign = value < 0 ? "−" : "";
    if (size >= 0.001 && size < 10_000)
      return sign
          + trimmed(String.format(Locale.ROOT, "%." + Math.clamp(2 - (int) Math.floor(Math.log10(size)), 0, 6) + "f", size));
    String[] parts = String.format(Locale.ROOT, "%.2e", size).split("e", 2);
    return sign + trimmed(parts[0]) + "e" + parts[1].replaceFirst("\\+?(-?)0?", "$1").replace('-', '−');
  }

  private static String trimmed(String decimals) {
    return decimals.contains(".") ? decimals.replaceFirst("\\.?0+$", "") : decimals;
  }
}
