package lucida.report;

import static lucida.report.Html.escaped;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import lucida.files.WholeFile;
import lucida.judge.results.SanityTable;
import lucida.judge.results.SanityVerdict;
import lucida.judge.results.SummaryFiles;
import lucida.judge.sanity.SanityRow;
import lucida.judge.sanity.SanityTest;
import lucida.layers.Names;
import lucida.pictures.Picture;

/**
 * The page of sanity checks, {@code report.html}, with its plots as SVG and PNG and its maps as PNG.
 *
 * @param table what was found
 * @param pictures the maps of one picture
 */
public record SanityPage(SanityTable table, SanityPictures pictures) {
  private static final String TITLE = "Do the maps depend on the network?";
  private static final String IDEA = """
      A map that explains a network must change when the network does. Layers get random weights, one after the other, and maps of the same class of the same picture are compared with
      those of the network as it is (Adebayo et al. 2018, arXiv 1810.03292). A likeness of 1 is the same map; how alike maps are that have nothing to do with each other differs from method
      to method, and stands at the right of every plot: the map of another picture. A method whose maps stay far above that shows the picture, not what the network has learned. That a map
      changes says nothing of whether it was right.""";

  /** Writes all of them. */
  public void write(Path folder) throws IOException {
    List<String> sections = new ArrayList<>();
    for (SanityTest test : table.tests()) sections.add(section(test, folder));
    try (WholeFile file = WholeFile.begin(folder.resolve("report.html"))) {
      file.append(head() + verdicts());
      for (String section : sections) file.append(section);
      file.append(Html.end());
      file.finish();
    }
  }

  private String head() {
    String links = table.tests().stream().map(test -> "<a href=\"#%s\">%s</a>".formatted(test, test)).collect(Collectors.joining());
    return Html.head(TITLE, Html.resource("report.css") + Html.resource("evaluation.css") + Html.resource("sanity.css"))
        + Html.header(TITLE, table.facts(), (hasVerdicts() ? "<a href=\"#verdicts\">verdicts</a>" : "") + links) + Html.idea(IDEA);
  }

  private boolean hasVerdicts() { return !table.verdicts().isEmpty() || !table.findings().leftOut().isEmpty(); }

  private String verdicts() {
    if (!hasVerdicts()) return "";
    String items = table.verdicts().stream().map(SanityPage::verdict).collect(Collectors.joining());
    String leftOut = table.findings().leftOut().entrySet().stream()
        .map(e -> "<li><b>" + escaped(e.getKey()) + "</b>: " + escaped(e.getValue()) + "</li>\n").collect(Collectors.joining());
    return "<section id=\"verdicts\"><h2>Verdicts</h2>\n<dl class=\"stated\">" + items + "</dl>\n"
        + (leftOut.isEmpty() ? "" : "<h3>Left out</h3>\n<ul>\n" + leftOut + "</ul>\n") + "</section>\n";
  }

  private static String verdict(SanityVerdict verdict) {
    return "<dt><b>%s</b></dt><dd>%s</dd>\n".formatted(escaped(verdict.method()), escaped(verdict.sentence()));
  }

  private String section(SanityTest test, Path folder) throws IOException {
    StringBuilder html = new StringBuilder("<section id=\"%s\"><h2>%s</h2>\n<p class=\"sub\">Random: %s.</p>\n".formatted(test,
        Names.capitalised(test.title()), escaped(test.words())));
    if (test == SanityTest.EFFICIENT) return html.append(entropies()).append("</section>\n").toString();
    if (!pictures.strips(test).isEmpty()) {
      pictures.sheet(table, test).write(folder.resolve("maps-" + test + ".png"));
      html.append(maps(test));
    }
    for (String measure : table.measures(test)) {
      Plot plot = new SanityPlot(table, test, measure).plot();
      plot.write(folder);
      html.append("<h3>By ").append(escaped(measure)).append("</h3>\n<div class=\"wide\">").append(plot.inPage())
          .append("</div>\n");
    }
    return html.append("</section>\n").toString();
  }

  private String entropies() {
    String rows = table.methods().stream().map(method -> "<tr><th scope=\"row\">" + escaped(method) + "</th>"
        + table.course(method, SanityTest.EFFICIENT, SanityRow.ENTROPY).stream().findFirst().map(SanityPage::entropy)
            .orElse("<td>–</td>")
        + "</tr>\n").collect(Collectors.joining());
    return "<p class=\"sub\">How much the entropy of the map's values rises, as a part of itself; a map that becomes noise has more.</p>\n"
        + "<div class=\"wide\"><table class=\"methods\">\n<thead><tr><th></th><th scope=\"col\">rise</th></tr></thead>\n<tbody>\n"
        + rows
        + "</tbody>\n</table></div>\n";
  }

  private static String entropy(SanityTable.Mean mean) {
    return "<td><b>%s</b><small>%s to %s</small></td>".formatted(SummaryFiles.shown(mean.value()),
        SummaryFiles.shown(mean.interval().low()), SummaryFiles.shown(mean.interval().high()));
  }

  private String maps(SanityTest test) {
    SequencedMap<String, List<Picture>> strips = pictures.strips(test);
    String head = table.layers(test).stream().map(layer -> "<th scope=\"col\">" + escaped(layer) + "</th>")
        .collect(Collectors.joining());
    String body = strips.entrySet().stream().map(strip -> "<tr><th scope=\"row\">" + escaped(strip.getKey()) + "</th>"
        + strip.getValue().stream().map(map -> "<td>" + CasesHtml.image(map, "map of " + strip.getKey()) + "</td>")
            .collect(Collectors.joining())
        + "</tr>\n").collect(Collectors.joining());
    String plain = pictures.plain().map(picture -> CasesHtml.image(picture, "picture")).orElse("");
    return "<div class=\"wide\"><table class=\"strips\">\n<thead><tr><th>%s</th><th scope=\"col\">as it is</th>%s</tr></thead>\n<tbody>\n%s</tbody>\n</table></div>\n"
        .formatted(plain, head, body);
  }
}
