package lucida.report;

import static lucida.report.Html.escaped;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lucida.judge.Better;
import lucida.judge.Metric;
import lucida.judge.MetricStatement;
import lucida.judge.MetricUnit;
import lucida.judge.results.SummaryFiles;
import lucida.judge.results.SummaryTable;

/** The table of methods by metrics, which a click on a head sorts; controls stand apart. */
record MethodTable(SummaryTable table) {
  String html() {
    List<Ranking> rankings = table.metrics().stream().map(metric -> Ranking.of(table, metric)).toList();
    String heads = table.metrics().stream().map(MethodTable::head).collect(Collectors.joining());
    return """
        <div class="wide"><table class="methods" id="methods">
        <thead><tr><th scope="col" aria-sort="none"><button type="button" data-better="lower">method</button></th>%s</tr></thead>
        <tbody class="judged">
        %s</tbody>
        <tbody class="controls-apart">
        %s</tbody>
        </table></div>
        """.formatted(heads, rows(rankings, false), rows(rankings, true));
  }

  private static String head(Metric metric) {
    MetricStatement said = metric.statement();
    return "<th scope=\"col\" aria-sort=\"none\"><button type=\"button\" data-better=\"%s\" title=\"%s\">%s %s</button></th>"
        .formatted(
            said.direction(), escaped(said.title() + ": " + said.words()), escaped(metric.name()), arrow(metric));
  }

  /** Which direction is better, for eyes and for readers of screens. */
  static String arrow(Metric metric) {
    Better better = metric.statement().direction();
    return better.arrow().isEmpty()
        ? ""
        : "<span class=\"arrow\" role=\"img\" aria-label=\"%s is better\">%s</span>".formatted(better,
            better.arrow());
  }

  private String rows(List<Ranking> rankings, boolean controls) {
    return table.methods().stream().filter(method -> Ranking.isControl(method) == controls)
        .map(method -> rankings.stream().map(ranking -> cell(method, ranking)).collect(Collectors.joining("",
            "<tr><th scope=\"row\" data-value=\"%1$s\">%1$s</th>".formatted(escaped(method.toString())), "</tr>\n")))
        .collect(Collectors.joining());
  }

  private String cell(SummaryTable.Judged method, Ranking ranking) {
    Metric metric = ranking.metric();
    Optional<SummaryTable.Cell> cell = table.cell(method, metric).filter(c -> c.column().n() > 0);
    if (cell.isEmpty()) return "<td>–</td>";
    String style = ranking.best().filter(method::equals).isPresent()
        ? " class=\"best\""
        : ranking.tied().contains(method) ? " class=\"tied\"" : "";
    SummaryTable.Cell c = cell.get();
    return "<td%s data-value=\"%s\"><b>%s</b><small>%s</small><small>n = %d%s</small></td>".formatted(style, c.value(),
        value(metric, c.value()), SummaryFiles.shown(c.interval(), " to "), c.column().n(),
        c.column().missing() > 0 ? ", " + c.column().missing() + " left out" : "");
  }

  /** With its unit. */
  static String value(Metric metric, double v) {
    return SummaryFiles.shown(v) + (metric.statement().unit() == MetricUnit.PERCENT ? " %" : "");
  }

  /** What each metric measures, and where it is from. */
  String metrics() {
    return table.metrics().stream().map(metric -> {
      MetricStatement said = metric.statement();
      String range = Stream.of(said.range(), said.direction() == Better.NEITHER ? "" : said.direction() + " is better")
          .filter(text -> !text.isEmpty()).collect(Collectors.joining(", "));
      return """
          <div><dt><span class="tag">%s</span> <a href="#metric-%s">%s</a> %s</dt><dd>%s: %s (%s.) <span class="paper">%s</span></dd></div>
          """
          .formatted(escaped(said.equation()), metric.name(), metric.name(), arrow(metric), escaped(said.title()),
              escaped(said.words()), escaped(range), Citation.html(said.paper()));
    }).collect(Collectors.joining("", "<dl class=\"stated\">\n", "</dl>\n"));
  }
}
