package lucida.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * A plot of what bounds the layers of a network: operations a second against operations a byte, both logarithmic, below the roof of what a machine
 * multiplies and reads — Williams, Waterman, Patterson, CACM 2009.
 */
public final class RooflinePlot {
  /**
   * A layer.
   *
   * @param intensity operations for each byte that it reads or writes at least
   * @param rate operations a second
   * @param count how many layers of the network are like this one
   */
  public record Point(double intensity, double rate, int count) {}

  private static final double WIDTH = 720;
  private static final double HEIGHT = 440;
  private static final double LEFT = 64;
  private static final double RIGHT = 700;
  private static final double TOP = 44;
  private static final double BOTTOM = 388;
  private static final double SIZE = 13;
  private static final double GIGA = 1e9;

  private final PlotScale across;
  private final PlotScale up;
  private final List<PlotMark> marks = new ArrayList<>();

  private RooflinePlot(PlotScale across, PlotScale up) {
    this.across = across;
    this.up = up;
  }

  /**
   * Writes NAME.svg and NAME.png.
   *
   * @param flops operations a second that the machine can do
   * @param bytes bytes a second that it can read
   * @param engines of each engine its layers
   */
  public static void write(String name, String title, double flops, double bytes, SequencedMap<String, List<Point>> engines,
      Path folder)
      throws IOException {
    of(name, title, flops, bytes, engines).write(folder);
  }

  static Plot of(String name, String title, double flops, double bytes, SequencedMap<String, List<Point>> engines) {
    List<Point> all = engines.values().stream().flatMap(List::stream).toList();
    double ridge = flops / bytes;
    double low = all.stream().mapToDouble(Point::intensity).min().orElse(ridge),
        high = all.stream().mapToDouble(Point::intensity).max().orElse(ridge);
    double least = all.stream().mapToDouble(Point::rate).min().orElse(flops),
        most = all.stream().mapToDouble(Point::rate).max().orElse(flops);
    RooflinePlot plot = new RooflinePlot(
        new PlotScale(Math.log10(Math.min(low, ridge) / 1.5), Math.log10(Math.max(high, ridge) * 1.5), LEFT, RIGHT),
        new PlotScale(Math.log10(least / 1.3), Math.log10(Math.max(most, flops) * 1.3), BOTTOM, TOP));
    plot.axes();
    plot.roof(flops, bytes);
    int i = 0;
    for (Map.Entry<String, List<Point>> engine : engines.entrySet()) plot.engine(engine.getKey(), engine.getValue(), i++);
    return new Plot(name, title, WIDTH, HEIGHT, plot.marks);
  }

  private void axes() {
    for (double tick : across.logarithmic(1)) {
      marks.add(PlotMark.Path.line(x(tick), TOP, x(tick), BOTTOM, 1, PlotColour.LINE));
      words(BookText.number(tick), x(tick), BOTTOM + 18, PlotMark.Anchor.MIDDLE, PlotColour.QUIET);
    }
    for (double tick : up.logarithmic(GIGA)) {
      marks.add(PlotMark.Path.line(LEFT, y(tick), RIGHT, y(tick), 1, PlotColour.LINE));
      words(BookText.number(tick / GIGA), LEFT - 8, y(tick) + 4, PlotMark.Anchor.END, PlotColour.QUIET);
    }
    words("operations a byte", (LEFT + RIGHT) / 2, BOTTOM + 40, PlotMark.Anchor.MIDDLE, PlotColour.INK);
    words("GFLOP/s", LEFT - 8, TOP - 14, PlotMark.Anchor.MIDDLE, PlotColour.INK);
  }

  private void roof(double flops, double bytes) {
    double left = Math.pow(10, Math.max(across.low(), up.low() - Math.log10(bytes)));
    marks.add(new PlotMark.Path(List.of(new PlotMark.At(x(left), y(left * bytes)), new PlotMark.At(x(flops / bytes), y(flops)),
        new PlotMark.At(RIGHT, y(flops))), 2, 0, PlotColour.INK));
    words("multiply-adds in registers", RIGHT - 4, y(flops) - 7, PlotMark.Anchor.END, PlotColour.INK);
  }

  private void engine(String name, List<Point> layers, int i) {
    PlotColour colour = PlotColour.series(i);
    double legend = LEFT + 110 + 150 * i;
    marks.add(new PlotMark.Dot(new PlotMark.At(legend, TOP - 18), 5, 1, colour));
    words(name, legend + 10, TOP - 14, PlotMark.Anchor.START, PlotColour.INK);
    for (Point layer : layers)
      marks.add(
          new PlotMark.Dot(new PlotMark.At(x(layer.intensity()), y(layer.rate())), 3 + Math.sqrt(layer.count()), 0.75, colour));
  }

  private void words(String text, double x, double y, PlotMark.Anchor anchor, PlotColour colour) {
    marks.add(new PlotMark.Words(text, new PlotMark.At(x, y), anchor, SIZE, colour));
  }

  private double x(double intensity) { return across.at(Math.log10(intensity)); }

  private double y(double rate) { return up.at(Math.log10(rate)); }
}
