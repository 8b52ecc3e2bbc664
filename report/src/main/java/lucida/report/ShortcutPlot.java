package lucida.report;

import java.util.List;
import java.util.Locale;
import lucida.book.ShortcutRow;

/** A picture of how alike the maps of the closed form and of the exact derivatives are, as an SVG file that stands alone: a row for each network and score. */
public final class ShortcutPlot {
  private static final int LEFT = 330;
  private static final int RIGHT = 700;
  private static final int ROW = 22;
  private static final int TOP = 56;

  private ShortcutPlot() {}

  /** The file's text, of medians over pictures. */
  public static String of(List<ShortcutRow> medians) {
    int height = TOP + ROW * medians.size() + 10;
    StringBuilder svg = new StringBuilder(
        """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 %d" role="img" aria-label="Rank correlation and overlap of the maps of the closed form and of exact derivatives">
            <style>
            text { font: 12px system-ui, sans-serif; fill: #1d2126 } .soft { fill: #626a73 } .name { text-anchor: end } .axis { text-anchor: middle }
            line { stroke: #dedbd2 } circle { fill: #1f7a4d } path { fill: none; stroke: #b06a00; stroke-width: 2 } .paper { fill: #fbfaf7 }
            @media (prefers-color-scheme: dark) { text { fill: #e6e4df } .soft { fill: #98a1ab } line { stroke: #2e343b } circle { fill: #6fcf9c } path { stroke: #e8b15c } .paper { fill: #14171b } }
            </style>
            <rect class="paper" width="720" height="%d"/>
            <circle cx="%d" cy="16" r="5"/><text x="%d" y="20">rank correlation of the maps</text>
            <path d="M %d 11 l 5 5 l -5 5 l -5 -5 z"/><text x="%d" y="20">IoU of the top 10 %%</text>
            """
            .formatted(height, height, LEFT, LEFT + 10, LEFT + 200, LEFT + 210));
    for (int tenth = -2; tenth <= 10; tenth += 2) svg.append(grid(tenth / 10.0, height));
    for (int i = 0; i < medians.size(); i++) svg.append(row(medians.get(i), TOP + ROW * i + ROW / 2));
    return svg.append("</svg>\n").toString();
  }

  private static String grid(double value, int height) {
    return "<line x1=\"%1$s\" x2=\"%1$s\" y1=\"%2$d\" y2=\"%3$d\"/><text class=\"axis soft\" x=\"%1$s\" y=\"%4$d\">%5$s</text>\n"
        .formatted(x(value),
            TOP - 4, height - 8, TOP - 10, CardHtml.number(value));
  }

  private static String row(ShortcutRow row, int y) {
    String iou = "<path d=\"M %s %d l 5 5 l -5 5 l -5 -5 z\"/>".formatted(x(row.topOverlap()), y - 5);
    String rank = Double.isNaN(row.rankCorrelation())
        ? ""
        : "<circle cx=\"%s\" cy=\"%d\" r=\"5\"/>".formatted(x(row.rankCorrelation()), y);
    return "<text class=\"name\" x=\"%d\" y=\"%d\">%s, %s</text>%s%s\n".formatted(LEFT - 14, y + 4, Html.escaped(row.network()),
        row.score(), rank, iou);
  }

  /** From −0.2 to 1; what is less stands at the left end. */
  private static String x(double value) {
    return String.format(Locale.ROOT, "%.1f", LEFT + (Math.clamp(value, -0.2, 1) + 0.2) / 1.2 * (RIGHT - LEFT));
  }
}
