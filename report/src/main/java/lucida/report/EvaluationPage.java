package lucida.report;

import static lucida.report.Html.escaped;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lucida.files.WholeFile;
import lucida.judge.Metric;
import lucida.judge.results.SummaryTable;

/**
 * The page of an evaluation, {@code report.html}, with everything in it, and its plots as files of their own, {@code plots/*.svg} and {@code plots/*.png}.
 *
 * @param introduction what it begins with
 * @param table what was found
 * @param leftOut a sentence for each picture that could not be judged
 * @param notes what else has to be said of the pictures, a sentence each
 * @param shown makes the maps of the worst, the median and the best pictures again
 */
public record EvaluationPage(Introduction introduction, SummaryTable table, List<String> leftOut, List<String> notes,
    ShownCase.Source shown) {
  /** Lists are kept as they are now. */
  public EvaluationPage {
    leftOut = List.copyOf(leftOut);
    notes = List.copyOf(notes);
  }

  /** Writes the plots, then the page. */
  public void write(Path folder) throws IOException {
    Path plots = Files.createDirectories(folder.resolve("plots"));
    for (Plot plot : plots()) plot.write(plots);
    try (WholeFile file = WholeFile.begin(folder.resolve("report.html"))) {
      file.append(head() + introduction.html() + whatWasLeftOut() + methods() + metrics());
      cases(file);
      channels(file);
      file.append(agreement() + "</main>\n<script>\n" + Html.resource("theme.js") + Html.resource("evaluation.js")
          + "</script>\n</body>\n</html>\n");
      file.finish();
    }
  }

  private List<Plot> plots() {
    Stream<Plot> ofMetrics = table.metrics().stream().flatMap(metric -> Stream.concat(
        Stream.of(new BoxPlot(table, metric).plot()), new CurvePlot(table, metric).plot().stream()));
    return Stream.concat(ofMetrics, agreements()).toList();
  }

  private Stream<Plot> agreements() {
    return table.metrics().size() < 2 ? Stream.empty() : Arrays.stream(Agreement.values()).map(kind -> kind.plot(table));
  }

  private String head() {
    return Html.head(introduction.title(), Html.resource("report.css") + Html.resource("evaluation.css"))
        + Html.header(introduction.title(), table.facts(),
            "<a href=\"#table\">Methods by metrics</a><a href=\"#metrics\">Metric by metric</a><a href=\"#cases\">Worst, median, best</a><a href=\"#agreement\">Do metrics agree?</a>"
                + (hasLeftOut() ? "<a href=\"#left-out\">Left out</a>" : ""));
  }

  private boolean hasLeftOut() { return !leftOut.isEmpty() || !notes.isEmpty() || !reasons().isEmpty(); }

  /** How often there was no value, by metric and reason. */
  private Map<String, Integer> reasons() {
    Map<String, Integer> reasons = new TreeMap<>();
    table.cells().forEach(cell -> cell.column().leftOut()
        .forEach((reason, count) -> reasons.merge(cell.column().metric().name() + ": " + reason, count, Integer::sum)));
    return reasons;
  }

  private String whatWasLeftOut() {
    if (!hasLeftOut()) return "";
    int judgements = reasons().values().stream().mapToInt(n -> n).sum();
    return "<section id=\"left-out\"><h2>Left out</h2>\n"
        + list(leftOut.size() + (leftOut.size() == 1 ? " picture was" : " pictures were") + " not judged", leftOut)
        + list("Of the pictures", notes)
        + list(judgements + (judgements == 1 ? " judgement has" : " judgements have") + " no value",
            reasons().entrySet().stream().map(e -> e.getValue() + " × " + e.getKey()).toList())
        + "</section>\n";
  }

  private static String list(String title, List<String> items) {
    return items.isEmpty()
        ? ""
        : items.stream().map(item -> "<li>" + escaped(item) + "</li>\n")
            .collect(Collectors.joining("", "<details open><summary>" + title + "</summary>\n<ul>\n", "</ul></details>\n"));
  }

  private String methods() {
    MethodTable methods = new MethodTable(table);
    return """
        <section id="table"><h2>Methods by metrics</h2>
        <p class="sub">A click on a head sorts, best first. <b class="key best">Best</b> of its column; <b class="key tied">not told apart</b> from the best: the 95 %% interval of the difference on the same pictures contains 0. Below each value its 95 %% interval. Controls do not look at the network.</p>
        %s%s</section>
        """
        .formatted(methods.html(), methods.metrics());
  }

  private String metrics() {
    return table.metrics().stream().map(metric -> new MetricHtml(table, metric).html())
        .collect(Collectors.joining("", "<section id=\"metrics\"><h2>Metric by metric</h2>\n", "</section>\n"));
  }

  /** A method at a time: pictures are not kept. */
  private void cases(WholeFile file) throws IOException {
    CasesHtml cases = new CasesHtml(table, shown);
    String by = cases.metric().map(Metric::name).map(name -> "Chosen by " + name + ", for every method by its own values.")
        .orElse("No metric says which picture is better.");
    file.append("<section id=\"cases\"><h2>Worst, median, best</h2>\n<p class=\"sub\">" + escaped(by) + "</p>\n");
    for (SummaryTable.Judged method : table.methods()) if (!Ranking.isControl(method)) file.append(cases.of(method));
    file.append("</section>\n");
  }

  /** Where {@link ChannelsHtml} has something to show. */
  private void channels(WholeFile file) throws IOException {
    ChannelsHtml channels = new ChannelsHtml(table, shown);
    for (SummaryTable.Judged method : table.methods()) file.append(channels.of(method));
  }

  private String agreement() {
    String plots = agreements()
        .map(plot -> "<h3>" + escaped(plot.title()) + "</h3>\n<div class=\"wide\">" + plot.inPage() + "</div>\n")
        .collect(Collectors.joining());
    return """
        <section id="agreement"><h2>Do metrics agree?</h2>
        <p class="sub">Spearman's rank correlation of two metrics, turned so that 1 means that both call the same better; of pictures within a method, averaged over methods, and of methods. – where there are fewer than three to rank, or all are equal.</p>
        %s</section>
        """
        .formatted(plots.isEmpty() ? "<p>There is one metric.</p>\n" : plots);
  }
}
