package lucida.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import lucida.judge.results.SeedTable;
import lucida.judge.results.SeedTable.Measured;

/**
 * Every metric of trainings from several seeds, one below the other: a dot for each seed, the mean, and its interval, unless that is of two seeds: Student's t
 * has one degree of freedom there, and an interval of thirteen times the dots' distance would leave no room for all others. What is counted is left to the table.
 *
 * @param name of its files
 * @param table what was measured
 */
record StudyPlot(String name, SeedTable table) {
  private static final int LETTER = 7;
  private static final int PANEL = 566;
  private static final int ROW = 24;
  private static final int HEAD = 30;
  private static final int AXIS = 30;

  Plot plot() {
    List<PlotMark> marks = new ArrayList<>();
    double top = 4;
    for (boolean networks : List.of(true, false))
      for (String metric : table.metrics(networks).stream().filter(metric -> !metric.equals(SeedTable.DIVERGED)).toList())
        top = panel(metric, table.subjects(networks), top, marks);
    return new Plot(name, "Every metric for each seed, with means and 95 % intervals", left() + PANEL + 24, top, marks);
  }

  /** Room for the longest title of a row. */
  private int left() {
    return Stream.of(true, false).flatMap(networks -> table.subjects(networks).stream()).mapToInt(String::length)
        .map(n -> LETTER * n)
        .reduce(190, Math::max);
  }

  private double panel(String metric, List<String> subjects, double top, List<PlotMark> marks) {
    List<Measured> rows = subjects.stream().map(subject -> table.measured(subject, metric)).flatMap(Optional::stream).toList();
    double[] ends = rows.stream().flatMapToDouble(StudyPlot::extent).toArray();
    PlotScale x = new PlotScale(DoubleStream.of(ends).min().orElse(0), DoubleStream.of(ends).max().orElse(1), left() + 8,
        left() + PANEL);
    double first = top + HEAD, bottom = first + ROW * rows.size();
    marks.add(
        new PlotMark.Words(SeedTable.titled(metric), new PlotMark.At(left(), top + 20),
            PlotMark.Anchor.START, 13, PlotColour.INK));
    marks.addAll(x.vertical(first, bottom));
    for (int i = 0; i < rows.size(); i++) row(rows.get(i), first + ROW * (i + 0.5), x, marks);
    return bottom + AXIS;
  }

  private static boolean hasBar(Measured row) { return row.bySeed().size() > 2; }

  private static DoubleStream extent(Measured row) {
    DoubleStream dots = row.bySeed().values().stream().mapToDouble(v -> v);
    return hasBar(row) ? DoubleStream.concat(dots, DoubleStream.of(row.interval().low(), row.interval().high())) : dots;
  }

  private void row(Measured row, double y, PlotScale x, List<PlotMark> marks) {
    PlotColour colour = row.subject().startsWith("gap") || row.subject().contains(" + ")
        ? PlotColour.ORANGE
        : row.subject().startsWith("any") ? PlotColour.CONTROL : PlotColour.BLUE;
    marks.add(new PlotMark.Words(row.subject(), new PlotMark.At(left() - 8, y + 4), PlotMark.Anchor.END, 12, PlotColour.INK));
    if (hasBar(row))
      marks.add(new PlotMark.Bar(x.at(row.interval().low()), y - 6,
          Math.max(1, x.at(row.interval().high()) - x.at(row.interval().low())), 12, 0.25, colour));
    row.bySeed().values().forEach(v -> marks.add(new PlotMark.Dot(new PlotMark.At(x.at(v), y), 3, 0.7, colour)));
    marks.add(PlotMark.Path.line(x.at(row.mean()), y - 9, x.at(row.mean()), y + 9, 2.5, colour));
  }
}
