package lucida.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.judge.Better;
import lucida.judge.Metric;
import lucida.judge.results.SummaryTable;
import lucida.judge.statistics.Column;
import lucida.judge.statistics.Comparison;
import lucida.pictures.MapComparison;

/** How far two metrics agree, by Spearman's rank correlation: 1 if what one calls better the other calls better. Values that are equal but for rounding share a rank. Controls take no part. */
enum Agreement {
  /** Of the pictures of a method: the mean over the methods for which neither metric is constant. */
  OF_PICTURES("Which pictures are explained well") {
    @Override
    double of(SummaryTable table, Metric a, Metric b) {
      return methods(table).mapToDouble(method -> table.cell(method, a)
          .flatMap(x -> table.cell(method, b).map(y -> ofPictures(x.column(), y.column()))).orElse(Double.NaN))
          .filter(r -> !Double.isNaN(r)).average().orElse(Double.NaN);
    }
  },
  /** Of the summaries of the methods. */
  OF_METHODS("Which methods are better") {
    @Override
    double of(SummaryTable table, Metric a, Metric b) {
      List<SummaryTable.Judged> both = methods(table).filter(method -> Stream.of(a, b)
          .allMatch(metric -> table.cell(method, metric).filter(cell -> cell.column().n() > 0).isPresent())).toList();
      Function<Metric, double[]> summaries = metric -> both.stream()
          .mapToDouble(method -> sign(metric) * table.cell(method, metric).orElseThrow().value()).toArray();
      return spearman(summaries.apply(a), summaries.apply(b));
    }
  };

  private static final int LEAST = 3;
  /** More metrics have no room for numbers. */
  private static final int MANY = 30;
  private final String title;

  Agreement(String title) { this.title = title; }

  /** −1 to 1; NaN if there are fewer than three ranks to compare. */
  abstract double of(SummaryTable table, Metric a, Metric b);

  private static Stream<SummaryTable.Judged> methods(SummaryTable table) {
    return table.methods().stream().filter(method -> !Ranking.isControl(method));
  }

  private static double ofPictures(Column a, Column b) {
    List<Column.Case> both = a.values().keySet().stream().filter(b.values()::containsKey).toList();
    return spearman(signed(a, both), signed(b, both));
  }

  private static double[] signed(Column column, List<Column.Case> cases) {
    return cases.stream().mapToDouble(at -> sign(column.metric()) * Ranking.value(column, at)).toArray();
  }

  private static int sign(Metric metric) { return metric.statement().direction() == Better.LOWER ? -1 : 1; }

  private static double spearman(double[] a, double... b) {
    if (a.length < LEAST) return Double.NaN;
    Shape row = Shape.of(1, a.length);
    return new MapComparison(Tensor.of(row, Comparison.tied(a)), Tensor.of(row, Comparison.tied(b))).spearman();
  }

  /** A heat map with numbers, of many metrics in colours alone: agreement in blue, disagreement in orange. */
  Plot plot(SummaryTable table) {
    List<Metric> metrics = table.metrics();
    boolean many = metrics.size() > MANY;
    double cell = many ? 14 : 46, text = many ? 9.5 : 12, left = 210, top = 34, middle = (cell + 0.8 * text) / 2;
    List<PlotMark> marks = new ArrayList<>();
    for (int i = 0; i < metrics.size(); i++) {
      double y = top + cell * i, x = left + cell * i;
      String name = (i + 1) + "  " + metrics.get(i).name(), number = String.valueOf(i + 1);
      marks.add(new PlotMark.Words(name, new PlotMark.At(left - 10, y + middle), PlotMark.Anchor.END, text, PlotColour.INK));
      marks.add(new PlotMark.Words(number, new PlotMark.At(x + cell / 2, top - 10), PlotMark.Anchor.MIDDLE, many ? 7 : 12,
          PlotColour.INK));
      for (int j = 0; j <= i; j++) {
        double r = of(table, metrics.get(i), metrics.get(j));
        marks.addAll(cell(r, left + cell * j, y, cell - 2, many));
        if (j < i) marks.addAll(cell(r, x, top + cell * j, cell - 2, many));
      }
    }
    double size = cell * metrics.size();
    return new Plot("agreement-" + name().toLowerCase(Locale.ROOT).replace('_', '-'), title, left + size + 10, top + size + 6,
        marks);
  }

  private static List<PlotMark> cell(double r, double x, double y, double size, boolean many) {
    String text = Double.isNaN(r) ? "–" : String.format(Locale.ROOT, "%.2f", r).replace('-', '−');
    PlotMark colour = new PlotMark.Bar(x, y, size, size, Double.isNaN(r) ? 0.15 : 0.06 + 0.6 * Math.abs(r),
        Double.isNaN(r) ? PlotColour.LINE : r < 0 ? PlotColour.ORANGE : PlotColour.BLUE);
    return many
        ? List.of(colour)
        : List.of(colour,
            new PlotMark.Words(text, new PlotMark.At(x + size / 2, y + size / 2 + 4), PlotMark.Anchor.MIDDLE, 12, PlotColour.INK));
  }

  /** What is compared, in words. */
  String title() { return title; }
}
