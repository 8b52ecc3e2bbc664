package lucida.report;

import static lucida.report.Html.escaped;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import lucida.judge.Metric;
import lucida.judge.results.SummaryFiles;
import lucida.judge.results.SummaryTable;
import lucida.judge.statistics.Column;
import lucida.judge.statistics.Comparison;

/** What one metric says: the distributions, the mean curves, every two methods compared. */
record MetricHtml(SummaryTable table, Metric metric) {
  /** More comparisons are folded away. */
  private static final int MANY = 15;

  String html() {
    String curves = new CurvePlot(table, metric).plot()
        .map(plot -> "<h4>Mean curves</h4>\n<div class=\"wide\">" + plot.inPage() + "</div>\n").orElse("");
    BoxPlot values = new BoxPlot(table, metric);
    String dots = values.isThinned()
        ? "; of more than " + BoxPlot.DOTS + " pictures, " + BoxPlot.DOTS + " dots"
        : "";
    return """
        <section class="metric" id="metric-%s">
        <h3>%s %s</h3>
        <p class="sub">%s</p>
        <h4>All pictures</h4>
        <p class="sub">A dot is a picture%s; the box holds the middle half, the line is the median.</p>
        <div class="wide">%s</div>
        %s%s</section>
        """.formatted(metric.name(), escaped(metric.name()), MethodTable.arrow(metric), escaped(metric.statement().words()), dots,
        values.plot().inPage(), curves, pairs());
  }

  private String pairs() {
    List<Comparison> pairs = table.pairs().stream().filter(pair -> pair.a().metric().equals(metric) && pair.n() > 0).toList();
    if (pairs.isEmpty()) return "";
    List<SummaryTable.Judged> methods = table.methods();
    String rows = pairs.stream().map(pair -> pair(pair, methods)).collect(Collectors.joining());
    return """
        <details%s><summary>Every two methods on the same pictures (%d)</summary>
        <div class="wide"><table class="pairs"><thead><tr><th scope="col">A</th><th scope="col">B</th><th scope="col">A − B</th><th scope="col">95 %% interval</th><th scope="col">p</th><th scope="col">A wins</th><th scope="col">n</th></tr></thead>
        <tbody>
        %s</tbody></table></div></details>
        """
        .formatted(pairs.size() > MANY ? "" : " open", pairs.size(), rows);
  }

  private static String pair(Comparison pair, List<SummaryTable.Judged> methods) {
    boolean told = pair.interval().low() > 0 || pair.interval().high() < 0;
    return "<tr%s><th scope=\"row\">%s</th><th scope=\"row\">%s</th><td>%s</td><td>%s to %s</td><td>%s</td><td>%s</td><td>%d</td></tr>\n"
        .formatted(told ? " class=\"told\"" : "", name(pair.a(), methods),
            name(pair.b(), methods),
            SummaryFiles.shown(pair.difference()), SummaryFiles.shown(pair.interval().low()),
            SummaryFiles.shown(pair.interval().high()),
            pair.p() < 0.001 ? "&lt; 0.001" : String.format(Locale.ROOT, "%.3f", pair.p()),
            Double.isNaN(pair.win()) ? "–" : String.format(Locale.ROOT, "%.0f %%", pair.win()), pair.n());
  }

  private static String name(Column column, List<SummaryTable.Judged> methods) {
    return methods.stream().filter(m -> m.method().equals(column.method()) && m.layer().equals(column.layer())).findFirst()
        .map(m -> escaped(m.toString())).orElseThrow();
  }
}
