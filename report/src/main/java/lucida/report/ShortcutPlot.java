package lucida.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lucida.book.ShortcutRow;

/** A plot of how alike the maps of the closed form and of the exact derivatives are: a row for each network and score. */
public final class ShortcutPlot {
  private static final double WIDTH = 720;
  private static final double LEFT = 330;
  private static final double RIGHT = 700;
  private static final double ROW = 22;
  private static final double TOP = 56;
  private static final double SIZE = 12;
  private static final double RADIUS = 5;
  private static final double FIFTHS = 5;

  /** The left end of the axis, in fifths. */
  private final int lowest;

  private final List<PlotMark> marks = new ArrayList<>();

  private ShortcutPlot(List<ShortcutRow> medians) {
    lowest = (int) Math
        .floor(FIFTHS * medians.stream().mapToDouble(ShortcutRow::rankCorrelation).filter(r -> r < 0).min().orElse(-1 / FIFTHS));
  }

  /**
   * Writes shortcut.svg and shortcut.png.
   *
   * @param medians over pictures
   */
  public static void write(List<ShortcutRow> medians, Path folder) throws IOException {
    new ShortcutPlot(medians).of(medians).write(folder);
  }

  private Plot of(List<ShortcutRow> medians) {
    double height = TOP + ROW * medians.size() + 10;
    rank(LEFT, 16);
    words("rank correlation of the maps", LEFT + 10, 20, PlotMark.Anchor.START, PlotColour.INK);
    overlap(LEFT + 200, 16);
    words("IoU of the top 10 %", LEFT + 210, 20, PlotMark.Anchor.START, PlotColour.INK);
    for (int fifth = lowest; fifth <= FIFTHS; fifth++) grid(fifth / FIFTHS, height);
    for (int i = 0; i < medians.size(); i++) row(medians.get(i), TOP + ROW * i + ROW / 2);
    return new Plot("shortcut", "Rank correlation and overlap of the maps of the closed form and of exact derivatives", WIDTH,
        height,
        marks);
  }

  private void grid(double value, double height) {
    marks.add(PlotMark.Path.line(x(value), TOP - 4, x(value), height - 8, 1, PlotColour.LINE));
    words(BookText.number(value), x(value), TOP - 10, PlotMark.Anchor.MIDDLE, PlotColour.QUIET);
  }

  private void row(ShortcutRow row, double y) {
    words(row.network() + ", " + row.score(), LEFT - 14, y + 4, PlotMark.Anchor.END, PlotColour.INK);
    if (!Double.isNaN(row.rankCorrelation())) rank(x(row.rankCorrelation()), y);
    if (!Double.isNaN(row.topOverlap())) overlap(x(row.topOverlap()), y);
  }

  private void rank(double x, double y) { marks.add(new PlotMark.Dot(new PlotMark.At(x, y), RADIUS, 1, PlotColour.GREEN)); }

  /** A frame, through which a disc below it is seen. */
  private void overlap(double x, double y) {
    List<PlotMark.At> corners = List.of(new PlotMark.At(x - RADIUS, y - RADIUS), new PlotMark.At(x + RADIUS, y - RADIUS),
        new PlotMark.At(x + RADIUS, y + RADIUS), new PlotMark.At(x - RADIUS, y + RADIUS), new PlotMark.At(x - RADIUS, y - RADIUS));
    marks.add(new PlotMark.Path(corners, 2, 0, PlotColour.ORANGE));
  }

  private void words(String text, double x, double y, PlotMark.Anchor anchor, PlotColour colour) {
    marks.add(new PlotMark.Words(text, new PlotMark.At(x, y), anchor, SIZE, colour));
  }

  /** From the fifth below the least rank correlation, at most −0.2, to 1. */
  private double x(double value) {
    return LEFT + (FIFTHS * value - lowest) / (FIFTHS - lowest) * (RIGHT - LEFT);
  }
}
