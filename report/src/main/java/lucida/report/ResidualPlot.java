package lucida.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import lucida.book.EvaluatedEquation;
import lucida.book.Outcome;

/** A picture of all residuals on a logarithmic scale, in SVG: a row for each identity, a dot on its domain, a diamond on its counterexample. */
final class ResidualPlot {
  private static final int LEAST = -17;
  private static final int MOST = 2;
  private static final int LEFT = 100;
  private static final int WIDTH = 720;
  private static final int ROW = 22;
  private static final int TOP = 30;

  private ResidualPlot() {}

  private record Row(EvaluatedEquation entry, Outcome.Residual residual) {}

  static String of(List<EvaluatedEquation> entries) {
    List<Row> rows = entries.stream()
        .flatMap(e -> e.outcome() instanceof Outcome.Residual r ? Stream.of(new Row(e, r)) : Stream.of())
        .toList();
    int height = TOP + ROW * rows.size() + 8;
    StringBuilder svg = new StringBuilder("""
        <svg viewBox="0 0 %d %d" role="img" aria-label="Residuals of the identities, from 1e-17 to 1e+2">
        """.formatted(WIDTH, height));
    for (int power = LEAST; power <= MOST; power += 3) svg.append(grid(power, height));
    svg.append("<line class=\"bound\" x1=\"%1$s\" x2=\"%1$s\" y1=\"%2$d\" y2=\"%3$d\"/>\n".formatted(x(Outcome.TOLERANCE), TOP - 8,
        height - 8));
    for (int i = 0; i < rows.size(); i++) svg.append(row(rows.get(i), TOP + ROW * i + ROW / 2));
    return svg.append("</svg>\n").toString();
  }

  private static String grid(int power, int height) {
    String x = x(Math.pow(10, power));
    return "<line class=\"grid\" x1=\"%1$s\" x2=\"%1$s\" y1=\"%2$d\" y2=\"%3$d\"/><text class=\"axis\" x=\"%1$s\" y=\"16\">%4$s</text>\n"
        .formatted(x, TOP - 8, height - 8, power == LEAST ? "0" : "1e" + power);
  }

  private static String row(Row row, int y) {
    String tag = row.entry().equation().tag();
    String there = x(row.residual().residualThere());
    return """
        <g><title>%s: %s; counterexample %s</title>
        <text class="label" x="%d" y="%d">%s</text>
        <circle class="%s" cx="%s" cy="%d" r="5"/>
        <path class="there" d="M %s %d l 5 5 l -5 5 l -5 -5 z"/></g>
        """.formatted(tag, BookText.number(row.residual().residual()), BookText.number(row.residual().residualThere()), LEFT - 24,
        y + 4, tag, row.residual().residual() <= Outcome.TOLERANCE ? "here" : "here wrong", x(row.residual().residual()), y, there,
        y - 5);
  }

  /** Where a residual stands; 0 at the left end. */
  private static String x(double residual) {
    double power = Math.clamp(Math.log10(Math.max(residual, 1e-300)), LEAST, MOST);
    return String.format(Locale.ROOT, "%.1f", LEFT + (power - LEAST) / (MOST - LEAST) * (WIDTH - LEFT - 20));
  }
}
