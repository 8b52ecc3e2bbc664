package lucida.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lucida.book.Outcome;

/** A picture of a limit, in SVG: the gap against the step of its parameter, on a logarithmic scale; and what does not shrink. */
final class LimitPlot {
  private static final int LEFT = 80;
  private static final int RIGHT = 700;
  private static final int TOP = 16;
  private static final int BOTTOM = 150;
  /** What is smaller is drawn as this. */
  private static final double FLOOR = 1e-17;

  private final double lowest;
  private final double highest;

  private LimitPlot(double lowest, double highest) {
    this.lowest = lowest;
    this.highest = highest;
  }

  static String of(Outcome.Sequence sequence) {
    double[] powers = Stream.concat(sequence.steps().stream(), sequence.contrasted().stream()).mapToDouble(s -> power(s.gap()))
        .toArray();
    LimitPlot plot = new LimitPlot(Math.floor(DoubleStream.of(powers).min().orElse(0)),
        Math.ceil(DoubleStream.of(powers).max().orElse(0) + 1e-9));
    return """
        <svg viewBox="0 0 720 186" role="img" aria-label="Gap against %s">
        %s%s%s</svg>
        """.formatted(sequence.parameter(), plot.axes(sequence), plot.line(sequence.contrasted(), "there"),
        plot.line(sequence.steps(), "here"));
  }

  private static double power(double gap) { return Math.log10(Math.max(gap, FLOOR)); }

  private String axes(Outcome.Sequence sequence) {
    StringBuilder axes = new StringBuilder();
    double step = Math.max(1, Math.ceil((highest - lowest) / 5));
    for (double p = lowest; p <= highest; p += step)
      axes.append(
          "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%s\" y2=\"%s\"/><text class=\"label\" x=\"%d\" y=\"%s\">1e%d</text>\n"
              .formatted(LEFT, RIGHT, y(p), y(p), LEFT - 8, y(p), (int) p));
    List<Outcome.Step> steps = sequence.steps();
    for (int i = 0; i < steps.size(); i++)
      axes.append("<text class=\"axis\" x=\"%s\" y=\"%d\">%s</text>\n".formatted(x(i, steps.size()), BOTTOM + 26,
          BookText.number(steps.get(i).parameter())));
    axes.append("<text class=\"label\" x=\"%d\" y=\"%d\">%s</text>\n".formatted(LEFT - 8, BOTTOM + 26,
        Html.escaped(sequence.parameter())));
    return axes.toString();
  }

  private String line(List<Outcome.Step> steps, String style) {
    List<String> points = IntStream.range(0, steps.size())
        .mapToObj(i -> x(i, steps.size()) + "," + y(power(steps.get(i).gap()))).toList();
    String dots = IntStream.range(0, steps.size())
        .mapToObj(i -> "<circle class=\"%s\" cx=\"%s\" cy=\"%s\" r=\"4\"><title>%s</title></circle>".formatted(style,
            x(i, steps.size()), y(power(steps.get(i).gap())), BookText.number(steps.get(i).gap())))
        .collect(Collectors.joining());
    return "<polyline class=\"%s\" points=\"%s\"/>%s\n".formatted(style, String.join(" ", points), dots);
  }

  private static String x(int i, int all) {
    return String.format(Locale.ROOT, "%.1f", LEFT + (RIGHT - LEFT) * (i + 0.5) / all);
  }

  private String y(double power) {
    return String.format(Locale.ROOT, "%.1f", BOTTOM - (power - lowest) / Math.max(1, highest - lowest) * (BOTTOM - TOP));
  }
}
