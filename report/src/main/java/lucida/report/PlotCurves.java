package lucida.report;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Curves over the same steps, with their names beside them: a part of a plot.
 *
 * @param curves from the top of the legend to its end
 * @param first the number of their first step
 * @param below what the steps are
 * @param low the numbers at the left begin there at the latest
 */
record PlotCurves(List<Curve> curves, int first, String below, double low) {
  private static final int LEAST_WIDTH = 780;
  private static final int LETTER = 7;
  private static final int LEFT = 56;
  private static final int RIGHT = 560;
  private static final int LEAST = 240;
  private static final int LINE = 19;
  /** Below the curves, for the numbers and what they are. */
  private static final int AXIS = 40;

  PlotCurves {
    curves = List.copyOf(curves);
  }

  /**
   * One of them.
   *
   * @param dash those that share a colour are told apart by it; 0 for none
   */
  record Curve(String title, List<Double> values, PlotColour colour, double dash) {
    /** In the colour of its number, of a series. */
    static Curve ofSeries(int index, String title, List<Double> values) {
      return new Curve(title, values, PlotColour.series(index), 6 * PlotColour.round(index));
    }
  }

  /** Room for the longest name. */
  double width() {
    return curves.stream().mapToInt(curve -> RIGHT + 54 + LETTER * curve.title().length()).reduce(LEAST_WIDTH, Math::max);
  }

  /** Adds their marks; the result is where they end. */
  double draw(double top, List<PlotMark> marks) {
    double bottom = top + Math.max(LEAST, LINE * curves.size());
    double[] all = curves.stream().flatMap(c -> c.values().stream()).mapToDouble(v -> v).toArray();
    PlotScale y = new PlotScale(DoubleStream.of(all).reduce(low, Math::min), DoubleStream.of(all).max().orElse(1), bottom, top);
    int last = curves.stream().mapToInt(c -> c.values().size() - 1).max().orElse(1);
    PlotScale x = new PlotScale(first, first + last, LEFT, RIGHT);
    marks.addAll(y.horizontal(LEFT, RIGHT));
    marks.addAll(x.vertical(top, bottom));
    marks.add(new PlotMark.Words(below, new PlotMark.At((LEFT + RIGHT) / 2.0, bottom + 32), PlotMark.Anchor.MIDDLE, 11,
        PlotColour.QUIET));
    for (int i = 0; i < curves.size(); i++) draw(curves.get(i), top + LINE * (i + 0.5), x, y, marks);
    return bottom + AXIS;
  }

  /** With its entry in the legend. */
  private void draw(Curve curve, double at, PlotScale x, PlotScale y, List<PlotMark> marks) {
    List<PlotMark.At> points = IntStream.range(0, curve.values().size())
        .mapToObj(i -> new PlotMark.At(x.at(first + i), y.at(curve.values().get(i)))).toList();
    if (points.size() == 1) marks.add(new PlotMark.Dot(points.getFirst(), 3.5, 1, curve.colour()));
    else marks.add(new PlotMark.Path(points, 2, curve.dash(), curve.colour()));
    marks.add(new PlotMark.Path(List.of(new PlotMark.At(RIGHT + 16, at), new PlotMark.At(RIGHT + 40, at)), 2, curve.dash(),
        curve.colour()));
    marks.add(new PlotMark.Words(curve.title(), new PlotMark.At(RIGHT + 46, at + 4), PlotMark.Anchor.START, 12, PlotColour.INK));
  }
}
