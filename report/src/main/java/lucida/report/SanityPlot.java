package lucida.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lucida.judge.results.SanityTable;
import lucida.judge.results.SanityTable.Mean;
import lucida.judge.sanity.SanityTest;

/**
 * How like maps stay, layer by layer as the paper draws it: a line for each method, bars for the intervals; at the right, how alike maps of two pictures are.
 *
 * @param table what was found
 * @param test what was random
 * @param measure of likeness
 */
record SanityPlot(SanityTable table, SanityTest test, String measure) {
  private static final int LEFT = 56;
  private static final int ACROSS = 644;
  private static final int LEGEND = 160;
  private static final int TOP = 14;
  private static final int HEIGHT = 250;
  private static final int LINE = 19;
  private static final int NAMES = 110;
  /** Bars of methods stand beside each other. */
  private static final double BESIDE = 2.5;

  private record Line(int index, String method, List<Mean> course, Optional<Mean> another) {
    PlotColour colour() { return PlotColour.series(index); }

    double dash() { return 6 * PlotColour.round(index); }

    DoubleStream values() {
      return Stream.concat(course.stream(), another.stream())
          .flatMapToDouble(mean -> DoubleStream.of(mean.value(), mean.interval().low(), mean.interval().high()));
    }
  }

  Plot plot() {
    List<String> methods = table.methods(), layers = table.layers(test);
    List<Line> lines = IntStream.range(0, methods.size()).mapToObj(
        i -> new Line(i, methods.get(i), table.course(methods.get(i), test, measure), table.another(methods.get(i), measure)))
        .toList();
    double bottom = TOP + Math.max(HEIGHT, LINE * lines.size()), low = lines.stream().flatMapToDouble(Line::values).min().orElse(0);
    PlotScale y = new PlotScale(Math.min(0, low), 1, bottom, TOP);
    double left = left(layers), right = left + ACROSS;
    PlotScale x = new PlotScale(0, layers.size() + 2, left + 10, right);
    List<PlotMark> marks = new ArrayList<>(y.horizontal(left, right + 10));
    List<PlotMark.Slanted> names = new ArrayList<>(List.of(name("as it is", x.at(0), bottom)));
    for (int step = 1; step <= layers.size(); step++) names.add(name(layers.get(step - 1), x.at(step), bottom));
    names.add(name("another picture", x.at(layers.size() + 2), bottom));
    marks.addAll(names);
    marks.add(PlotMark.Path.line(x.at(layers.size() + 1), TOP, x.at(layers.size() + 1), bottom, 1, PlotColour.LINE));
    for (Line line : lines) marks.addAll(line(line, lines.size(), layers.size() + 2, x, y));
    for (Line line : lines) marks.addAll(legend(line, right));
    return new Plot("sanity-" + test + "-" + measure, "Likeness by " + measure + ", " + test.words(), right + LEGEND,
        Math.max(bottom + NAMES, names.stream().mapToDouble(of -> of.at().y() + of.down() + 4).max().orElse(0)), marks);
  }

  /** So much that no name of a layer begins left of the plot. */
  private static double left(List<String> layers) {
    return IntStream.range(0, layers.size())
        .mapToDouble(i -> name(layers.get(i), 0, 0).across() - ACROSS * (i + 1) / (layers.size() + 2.0)).reduce(LEFT, Math::max);
  }

  private static PlotMark.Slanted name(String layer, double x, double bottom) {
    return new PlotMark.Slanted(layer, new PlotMark.At(x + 4, bottom + 14), 11, PlotColour.QUIET);
  }

  private static List<PlotMark> line(Line line, int lines, int last, PlotScale x, PlotScale y) {
    double aside = BESIDE * (line.index() - (lines - 1) / 2.0);
    List<PlotMark> marks = new ArrayList<>();
    List<PlotMark.At> points = new ArrayList<>(List.of(new PlotMark.At(x.at(0), y.at(1))));
    for (Mean mean : line.course()) {
      points.add(new PlotMark.At(x.at(mean.step()) + aside, y.at(mean.value())));
      marks.add(bar(x.at(mean.step()) + aside, mean, y, line.colour()));
    }
    marks.add(new PlotMark.Path(points, 2, line.dash(), line.colour()));
    line.another().ifPresent(mean -> {
      marks.add(bar(x.at(last) + aside, mean, y, line.colour()));
      marks.add(new PlotMark.Dot(new PlotMark.At(x.at(last) + aside, y.at(mean.value())), 3, 1, line.colour()));
    });
    return marks;
  }

  private static PlotMark bar(double x, Mean mean, PlotScale y, PlotColour colour) {
    return PlotMark.Path.line(x, y.at(mean.interval().low()), x, y.at(mean.interval().high()), 1, colour);
  }

  private static List<PlotMark> legend(Line line, double right) {
    double at = TOP + LINE * (line.index() + 0.5);
    return List.of(
        new PlotMark.Path(List.of(new PlotMark.At(right + 20, at), new PlotMark.At(right + 42, at)), 2, line.dash(), line.colour()),
        new PlotMark.Words(line.method(), new PlotMark.At(right + 48, at + 4), PlotMark.Anchor.START, 12, PlotColour.INK));
  }
}
