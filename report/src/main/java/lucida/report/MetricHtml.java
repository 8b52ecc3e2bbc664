package lucida.report;

import static lucida.report.Html.escaped;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lucida.judge.Metric;
import lucida.judge.results.SummaryFiles;
import lucida.judge.results.SummaryTable;
import lucida.judge.statistics.Column;
import lucida.judge.statistics.Comparison;

/** What one metric says: the distributions, the mean curves, every two methods compared. */
record MetricHtml(SummaryTable table, Metric metric) {
  /** More comparisons are folded away. */
  private static final int MANY = 15;
  /** More make a page of megabytes: fifty methods by a hundred metrics are 100,000 of them. */
  private static final int MOST = 300;

  String html() {
    String curves = new CurvePlot(table, metric).plot()
        .map(plot -> "<h4>Mean curves</h4>\n<div class=\"wide\">" + plot.inPage() + "</div>\n").orElse("");
    return """
        <section class="metric" id="metric-%s">
        <h3>%s %s</h3>
        <p class="sub">%s</p>
        %s%s%s</section>
        """.formatted(metric.name(), escaped(metric.name()), MethodTable.arrow(metric), escaped(metric.statement().words()),
        values(),
        curves, pairs());
  }

  private String values() {
    BoxPlot values = new BoxPlot(table, metric);
    String dots = values.isThinned()
        ? "; of more than " + BoxPlot.DOTS + " pictures, " + BoxPlot.DOTS + " dots"
        : "";
    return values.plot().map(plot -> """
        <h4>All pictures</h4>
        <p class="sub">A dot is a picture%s; the box holds the middle half, the line is the median.</p>
        <div class="wide">%s</div>
        """.formatted(dots, plot.inPage())).orElseGet(() -> "<p>There is no value: " + escaped(reasons()) + ".</p>\n");
  }

  private String reasons() {
    return table.cells().stream().filter(cell -> cell.column().metric().equals(metric))
        .flatMap(cell -> cell.column().leftOut().keySet().stream()).distinct().collect(Collectors.joining("; "));
  }

  /** Every two methods; of so many that nobody would read them, those with the best one. */
  private String pairs() {
    List<Comparison> all = table.pairs().stream().filter(pair -> pair.a().metric().equals(metric) && pair.n() > 0).toList();
    if (all.isEmpty()) return "";
    List<SummaryTable.Judged> methods = table.methods();
    Optional<SummaryTable.Judged> best = all.size() > MOST ? Ranking.of(table, metric).best() : Optional.empty();
    List<Comparison> pairs = best.isEmpty() ? all : all.stream().filter(pair -> isOf(best.get(), pair)).toList();
    String rows = pairs.stream().limit(MOST).map(pair -> pair(pair, methods)).collect(Collectors.joining());
    return """
        <details%s><summary>%s</summary>
        <p class="sub">A − B in the metric's unit, bold where its interval does not hold 0; p of the sign-flip test, at least 2<sup>1−n</sup> for n pictures; A wins on how many of the pictures, ties half. – where a picture's value is another quantity than the table's.</p>
        <div class="wide"><table class="pairs"><thead><tr><th scope="col">A</th><th scope="col">B</th><th scope="col">A − B</th><th scope="col">95 %% interval</th><th scope="col">p</th><th scope="col">A wins</th><th scope="col">n</th></tr></thead>
        <tbody>
        %s</tbody></table></div></details>
        """
        .formatted(pairs.size() > MANY ? "" : " open", all.size() <= MOST
            ? "Every two methods on the same pictures (" + all.size() + ")"
            : best.map(method -> escaped(method.toString()) + ", the best one, and every other")
                .orElse("The first " + MOST + " of two methods") + " on the same pictures (pairs.csv has all " + all.size() + ")",
            rows);
  }

  private static boolean isOf(SummaryTable.Judged method, Comparison pair) {
    return Stream.of(pair.a(), pair.b())
        .anyMatch(column -> column.method().equals(method.method()) && column.layer().equals(method.layer()));
  }

  private static String pair(Comparison pair, List<SummaryTable.Judged> methods) {
    return "<tr%s><th scope=\"row\">%s</th><th scope=\"row\">%s</th><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td>%d</td></tr>\n"
        .formatted(pair.isTold() ? " class=\"told\"" : "", name(pair.a(), methods), name(pair.b(), methods),
            SummaryFiles.shown(pair.difference()), SummaryFiles.shown(pair.interval(), " to "),
            Double.isNaN(pair.p()) ? "–" : pair.p() < 0.001 ? "&lt; 0.001" : String.format(Locale.ROOT, "%.3f", pair.p()),
            Double.isNaN(pair.win()) ? "–" : String.format(Locale.ROOT, "%.0f %%", pair.win()), pair.n());
  }

  private static String name(Column column, List<SummaryTable.Judged> methods) {
    return methods.stream().filter(m -> m.method().equals(column.method()) && m.layer().equals(column.layer())).findFirst()
        .map(m -> escaped(m.toString())).orElseThrow();
  }
}
