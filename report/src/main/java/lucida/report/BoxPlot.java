package lucida.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import lucida.judge.Metric;
import lucida.judge.results.SummaryTable;
import lucida.pictures.Quantile;

/** The values of all pictures by a metric: for every method a dot a picture, a box from quartile to quartile, and the median. */
record BoxPlot(SummaryTable table, Metric metric) {
  private static final int LEFT = 190;
  private static final int WIDTH = 780;
  private static final int ROW = 34;
  private static final int TOP = 8;
  /** Its multiples, without their whole parts, spread dots over a row evenly. */
  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;
  /** Of more pictures as many are drawn as dots, evenly spaced in the order of their values. */
  static final int DOTS = 300;

  private record Row(int index, SummaryTable.Judged method, double[] sorted) {}

  private List<Row> rows() {
    List<SummaryTable.Judged> methods = table.methods();
    return IntStream.range(0, methods.size()).boxed().flatMap(i -> table.cell(methods.get(i), metric).stream()
        .filter(cell -> cell.column().n() > 0).map(cell -> new Row(i, methods.get(i), sorted(cell)))).toList();
  }

  private static double[] sorted(SummaryTable.Cell cell) {
    return cell.column().values().values().stream().mapToDouble(value -> value.value()).sorted().toArray();
  }

  /** Nothing where there are no values. */
  Optional<Plot> plot() {
    List<Row> rows = rows();
    if (rows.isEmpty()) return Optional.empty();
    double low = rows.stream().mapToDouble(row -> row.sorted()[0]).min().orElseThrow();
    double high = rows.stream().mapToDouble(row -> row.sorted()[row.sorted().length - 1]).max().orElseThrow();
    PlotScale x = new PlotScale(low, high, LEFT, WIDTH - 16);
    double bottom = TOP + ROW * rows.size();
    List<PlotMark> marks = new ArrayList<>(x.vertical(TOP, bottom));
    for (int i = 0; i < rows.size(); i++) marks.addAll(row(rows.get(i), TOP + ROW * (i + 0.5), x));
    return Optional
        .of(new Plot("distribution-" + metric.name(), "Values of all pictures by " + metric.name(), WIDTH, bottom + 24, marks));
  }

  private static List<PlotMark> row(Row row, double y, PlotScale x) {
    PlotColour colour = Ranking.isControl(row.method()) ? PlotColour.CONTROL : PlotColour.series(row.index());
    double[] v = row.sorted();
    double lower = x.at(Quantile.of(v, 0.25)), upper = x.at(Quantile.of(v, 0.75)), median = x.at(Quantile.of(v, 0.5));
    List<PlotMark> marks = new ArrayList<>();
    marks.add(
        new PlotMark.Words(row.method().toString(), new PlotMark.At(LEFT - 12, y + 4), PlotMark.Anchor.END, 12, PlotColour.INK));
    marks.add(new PlotMark.Bar(lower, y - 9, Math.max(1, upper - lower), 18, 0.25, colour));
    int n = Math.min(v.length, DOTS);
    for (int i = 0; i < n; i++)
      marks.add(
          new PlotMark.Dot(new PlotMark.At(x.at(v[(int) ((long) i * v.length / n)]), y + 16 * (i * GOLDEN % 1 - 0.5)), 2, 0.6,
              colour));
    marks.add(PlotMark.Path.line(median, y - 12, median, y + 12, 2.5, colour));
    return marks;
  }

  /** Whether not every picture has a dot. */
  boolean isThinned() {
    return rows().stream().anyMatch(row -> row.sorted().length > DOTS);
  }
}
