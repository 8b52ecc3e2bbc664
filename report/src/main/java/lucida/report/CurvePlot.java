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
  private static final int TOP = 14;

  private List<PlotCurves.Curve> curves() {
    List<SummaryTable.Judged> methods = table.methods();
    return IntStream.range(0, methods.size()).boxed()
        .flatMap(i -> table.cell(methods.get(i), metric).stream()
            .map(cell -> curve(i, methods.get(i), cell.column().meanCurve())))
        .filter(curve -> curve.values().size() >= SHORTEST).toList();
  }

  /** Controls are told apart by their dashes. */
  private static PlotCurves.Curve curve(int index, SummaryTable.Judged method, List<Double> values) {
    return Ranking.isControl(method)
        ? new PlotCurves.Curve(method.toString(), values, PlotColour.CONTROL, 2 + 3 * (index % 3))
        : PlotCurves.Curve.ofSeries(index, method.toString(), values);
  }

  /** Nothing where there are no curves. */
  Optional<Plot> plot() {
    List<PlotCurves.Curve> curves = curves();
    if (curves.isEmpty()) return Optional.empty();
    List<PlotMark> marks = new ArrayList<>();
    PlotCurves drawn = new PlotCurves(curves, 0, "step of the curve", 0);
    double end = drawn.draw(TOP, marks);
    return Optional.of(new Plot("curve-" + metric.name(), "Mean curves of " + metric.name(), drawn.width(), end, marks));
  }
}
