package lucida.report;

import static lucida.report.Html.escaped;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
 * @param notes what else has to be said of pictures and metrics, a sentence each
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
    List<Plot> agreements = table.metrics().size() < 2
        ? List.of()
        : Stream.of(Agreement.values()).map(kind -> kind.plot(table)).toList();
    for (Plot plot : agreements) plot.write(plots);
    for (Metric metric : table.metrics()) for (Plot plot : plots(metric)) plot.write(plots);
    try (WholeFile file = WholeFile.begin(folder.resolve("report.html"))) {
      file.append(head() + introduction.html() + whatWasLeftOut() + methods() + metrics());
      cases(file);
      channels(file);
      file.append(agreement(agreements) + "</main>\n<script>\n" + Html.resource("theme.js") + Html.resource("evaluation.js")
          + "</script>\n</body>\n</html>\n");
      file.finish();
    }
  }

  private List<Plot> plots(Metric metric) {
    return Stream.of(new BoxPlot(table, metric).plot(), new CurvePlot(table, metric).plot()).flatMap(Optional::stream).toList();
  }

  private String head() {
    return Html.head(introduction.title(), Html.resource("report.css") + Html.resource("evaluation.css"))
        + Html.header(introduction.title(), table.facts(),
            "<a href=\"#table\">Methods by metrics</a><a href=\"#metrics\">Metric by metric</a><a href=\"#cases\">Worst, median, best</a><a href=\"#agreement\">Do metrics agree?</a>"
                + (hasLeftOut() ? "<a href=\"#left-out\">Left out</a>" : ""));
  }

  private boolean hasLeftOut() { return !leftOut.isEmpty() || !notes.isEmpty() || table.missing() > 0; }

  private String whatWasLeftOut() {
    if (!hasLeftOut()) return "";
    int judgements = table.missing();
    return "<section id=\"left-out\"><h2>Left out</h2>\n"
        + list(leftOut.size() + (leftOut.size() == 1 ? " picture was" : " pictures were") + " not judged", leftOut)
        + list("Of pictures and metrics", notes)
        + list(judgements + (judgements == 1 ? " judgement has" : " judgements have") + " no value", table.leftOut())
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
        <p class="sub">A click on a head sorts, best first. <b class="key best">Best</b> of its column; <b class="key tied">not told apart</b> from the best: the 95 %% interval of the difference on the same pictures contains 0, or the values differ by the rounding of maps alone (1/4096 of the value at most). Below each value its 95 %% interval, over pictures; of one picture there is none. Controls do not look at the network.</p>
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

  private static String agreement(List<Plot> agreements) {
    String plots = agreements.stream()
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
