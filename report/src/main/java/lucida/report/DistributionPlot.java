package lucida.report;

import java.util.Arrays;
import java.util.Locale;
import lucida.core.Tensor;

/** A picture of a distribution over many orders of magnitude, in SVG: log |v| to the right, positive cells counted upwards and negative ones downwards. */
final class DistributionPlot {
  private static final int WIDTH = 400;
  private static final int LEFT = 20;
  private static final int MIDDLE = 84;
  private static final int HALF = 64;
  private static final int BINS_PER_POWER = 4;
  /** Smaller values are counted in the first bin. */
  private static final int POWERS = 12;

  private final int lowest;
  private final int highest;

  private DistributionPlot(int lowest, int highest) {
    this.lowest = lowest;
    this.highest = highest;
  }

  static String of(String name, Tensor values) {
    double[] cells = Arrays.stream(values.toDoubles()).filter(v -> v != 0 && Double.isFinite(v)).toArray();
    if (cells.length == 0) return "<p>All cells are 0.</p>\n";
    double most = Arrays.stream(cells).map(Math::abs).max().orElseThrow(),
        least = Arrays.stream(cells).map(Math::abs).min().orElseThrow();
    int highest = (int) Math.floor(Math.log10(most)) + 1, lowest = Math.max((int) Math.floor(Math.log10(least)), highest - POWERS);
    return new DistributionPlot(lowest, highest).svg(name, cells);
  }

  private String svg(String name, double... cells) {
    int[] above = new int[bins()], below = new int[bins()];
    for (double v : cells) (v > 0 ? above : below)[bin(Math.abs(v))]++;
    int most = Math.max(Arrays.stream(above).max().orElse(1), Arrays.stream(below).max().orElse(1));
    StringBuilder svg = new StringBuilder(
        "<svg viewBox=\"0 0 %d 176\" role=\"img\" aria-label=\"Distribution of %s by size, from 1e%d to 1e%d\">\n"
            .formatted(WIDTH, name, lowest, highest));
    for (int power = lowest; power <= highest; power += Math.max(1, Math.ceilDiv(highest - lowest, 6))) svg.append(grid(power));
    svg.append("<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%d\" y2=\"%d\"/>\n".formatted(LEFT, WIDTH - LEFT, MIDDLE, MIDDLE));
    for (int i = 0; i < bins(); i++) svg.append(bar(i, above[i], most, true)).append(bar(i, below[i], most, false));
    return svg.append("</svg>\n").toString();
  }

  private int bins() { return BINS_PER_POWER * (highest - lowest); }

  private int bin(double size) {
    return Math.clamp((long) Math.floor((Math.log10(size) - lowest) * BINS_PER_POWER), 0, bins() - 1);
  }

  private String grid(int power) {
    String x = x(BINS_PER_POWER * (power - lowest));
    return "<line class=\"grid\" x1=\"%1$s\" x2=\"%1$s\" y1=\"%2$d\" y2=\"%3$d\"/><text class=\"axis\" x=\"%1$s\" y=\"%4$d\">1e%5$d</text>\n"
        .formatted(x, MIDDLE - HALF - 8, MIDDLE + HALF, MIDDLE + HALF + 22, power);
  }

  private String bar(int i, int count, int most, boolean up) {
    if (count == 0) return "";
    double height = Math.max(1, (double) HALF * count / most);
    return "<rect class=\"%s\" x=\"%s\" width=\"%s\" y=\"%s\" height=\"%s\"><title>%d cells</title></rect>\n".formatted(
        up ? "positive" : "negative", x(i + 0.05), number(0.9 * (WIDTH - 2 * LEFT) / bins()), number(up ? MIDDLE - height : MIDDLE),
        number(height), count);
  }

  private String x(double bin) { return number(LEFT + bin / bins() * (WIDTH - 2 * LEFT)); }

  private static String number(double v) { return String.format(Locale.ROOT, "%.1f", v); }
}
