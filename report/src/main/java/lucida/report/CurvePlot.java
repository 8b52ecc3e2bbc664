package lucida.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import lucida.judge.Metric;
import lucida.judge.results.SummaryTable;

/** The mean curves of all methods, of a metric whose values come from curves. */
record CurvePlot(SummaryTable table, Metric metric) {
  /** Some metrics keep the two numbers that a value was made from: no curve. */
  private static final int SHORTEST = 4;
  private static final int LEFT = 56;
  private static final int RIGHT = 560;
  private static final int WIDTH = 780;
  private static final int TOP = 14;
  private static final int LINE = 19;

  private record Curve(int index, SummaryTable.Judged method, List<Double> values) {
    PlotColour colour() { return Ranking.isControl(method) ? PlotColour.CONTROL : PlotColour.series(index); }

    /** Controls are told apart by their dashes, as are methods that share a colour. */
    double dash() {
      return Ranking.isControl(method) ? 2 + 3 * (index % 3) : 6 * PlotColour.round(index);
    }
  }

  private List<Curve> curves() {
    List<SummaryTable.Judged> methods = table.methods();
    return IntStream.range(0, methods.size()).boxed()
        .flatMap(
            i -> table.cell(methods.get(i), metric).stream().map(cell -> new Curve(i, methods.get(i), cell.column().meanCurve())))
        .filter(curve -> curve.values().size() >= SHORTEST).toList();
  }

  /** Nothing where there are no curves. */
  Optional<Plot> plot() {
    List<Curve> curves = curves();
    if (curves.isEmpty()) return Optional.empty();
    double bottom = TOP + Math.max(240, LINE * curves.size());
    double low = curves.stream().flatMap(c -> c.values().stream()).mapToDouble(v -> v).min().orElse(0);
    double high = curves.stream().flatMap(c -> c.values().stream()).mapToDouble(v -> v).max().orElse(1);
    PlotScale y = new PlotScale(Math.min(0, low), high, bottom, TOP);
    int last = curves.stream().mapToInt(c -> c.values().size() - 1).max().orElse(1);
    PlotScale x = new PlotScale(0, last, LEFT, RIGHT);
    List<PlotMark> marks = new ArrayList<>(y.horizontal(LEFT, RIGHT));
    marks.addAll(x.vertical(TOP, bottom));
    marks
        .add(new PlotMark.Words("step of the curve", new PlotMark.At((LEFT + RIGHT) / 2.0, bottom + 32), PlotMark.Anchor.MIDDLE, 11,
            PlotColour.QUIET));
    for (int i = 0; i < curves.size(); i++) marks.addAll(curve(curves.get(i), TOP + LINE * (i + 0.5), x, y));
    return Optional.of(new Plot("curve-" + metric.name(), "Mean curves of " + metric.name(), WIDTH, bottom + 40, marks));
  }

  /** With its entry in the legend. */
  private static List<PlotMark> curve(Curve curve, double at, PlotScale x, PlotScale y) {
    List<PlotMark.At> points = IntStream.range(0, curve.values().size())
        .mapToObj(i -> new PlotMark.At(x.at(i), y.at(curve.values().get(i)))).toList();
    return List.of(new PlotMark.Path(points, 2, curve.dash(), curve.colour()),
        new PlotMark.Path(List.of(new PlotMark.At(RIGHT + 16, at), new PlotMark.At(RIGHT + 40, at)), 2, curve.dash(),
            curve.colour()),
        new PlotMark.Words(curve.method().toString(), new PlotMark.At(RIGHT + 46, at + 4), PlotMark.Anchor.START, 12,
            PlotColour.INK));
  }
}
