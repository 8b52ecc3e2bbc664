package lucida.report;

import static lucida.report.Html.escaped;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import lucida.files.WholeFile;
import lucida.judge.results.LossCurves;
import lucida.judge.results.SeedTable;
import lucida.judge.results.SeedTable.Measured;
import lucida.pictures.Picture;

/**
 * The page of an experiment of trainings from several seeds, {@code report.html}, and its plots and pictures as files of their own: NAME.svg, NAME.png, pictures.png, and NAME-curves.svg, NAME-curves.png where it is known how
 * losses went.
 *
 * @param name of the plot's files
 * @param title of the page, a question
 * @param idea what was done
 * @param ofNetworks about the table of networks
 * @param ofMaps about the table of maps
 * @param table what was measured
 * @param losses how they went, if that is known
 * @param pictures of one seed
 */
public record StudyPage(String name, String title, String idea, String ofNetworks, String ofMaps, SeedTable table,
    LossCurves losses, StudyPictures pictures) {
  /** Writes all of them. */
  public void write(Path folder) throws IOException {
    Plot plot = new StudyPlot(name, table).plot();
    plot.write(folder);
    Optional<Plot> curves = Optional.of(losses).filter(known -> !known.points().isEmpty())
        .map(known -> new ConvergencePlot(name + "-curves", known).plot());
    if (curves.isPresent()) curves.get().write(folder);
    pictures.sheet(title).write(folder.resolve("pictures.png"));
    try (WholeFile file = WholeFile.begin(folder.resolve("report.html"))) {
      file.append(head() + tables() + "<section id=\"seeds\"><h2>Seed by seed</h2>\n<p class=\"sub\">"
          + "A dot for each seed, a line for the mean, a bar for its 95 % interval from three seeds on.</p>\n<div class=\"wide\">"
          + plot.inPage()
          + "</div>\n</section>\n" + curves.map(StudyPage::convergence).orElse(""));
      file.append("<section id=\"pictures\"><h2>The same scenes</h2>\n<p class=\"sub\">"
          + "The first scenes that were judged, of the first seed; maps are of the scene's own class.</p>\n");
      for (StudyPictures.Scene scene : pictures.scenes()) file.append(scene(scene));
      file.append("</section>\n" + Html.end());
      file.finish();
    }
  }

  private static String convergence(Plot curves) {
    return "<section id=\"convergence\"><h2>Convergence</h2>\n<p class=\"sub\">"
        + "The parts of the loss while networks learned: means over the steps of each epoch and over seeds.</p>\n<div class=\"wide\">"
        + curves.inPage() + "</div>\n</section>\n";
  }

  private String head() {
    return Html.head(title, Html.resource("report.css") + Html.resource("evaluation.css"))
        + Html.header(title, table.facts(),
            "<a href=\"#networks\">Networks</a><a href=\"#methods\">Maps</a><a href=\"#seeds\">Seed by seed</a>"
                + (losses.points().isEmpty() ? "" : "<a href=\"#convergence\">Convergence</a>")
                + "<a href=\"#pictures\">Pictures</a>")
        + Html.idea(idea);
  }

  private String tables() {
    return section("networks", "Networks", ofNetworks, true)
        + section("methods", "Maps", ofMaps, false);
  }

  private String section(String id, String heading, String words, boolean networks) {
    List<SeedTable.Pair> pairs = table.pairs(networks);
    return "<section id=\"%s\"><h2>%s</h2>\n<p class=\"sub\">%s Means over seeds, below them 95 %% intervals: Student's t, for shares from 0 to 100 at most; the exact one where all seeds are alike.</p>\n"
        .formatted(id, escaped(heading), escaped(words))
        + table(networks, table.subjects(networks), subject -> metric -> table.measured(subject, metric))
        + (pairs.isEmpty()
            ? ""
            : "<h3>Differences, paired by seed</h3>\n"
                + table(networks, pairs, pair -> metric -> table.difference(pair, metric)))
        + "</section>\n";
  }

  private <T> String table(boolean networks, List<T> rows, Function<T, Function<String, Optional<Measured>>> lookup) {
    List<String> metrics = table.metrics(networks);
    String head = metrics.stream().map(metric -> "<th scope=\"col\">" + escaped(metric) + "</th>").collect(Collectors.joining());
    String body = rows.stream().map(row -> metrics.stream().map(metric -> cell(lookup.apply(row).apply(metric)))
        .collect(Collectors.joining("", "<tr><th scope=\"row\">" + escaped(row.toString()) + "</th>", "</tr>\n")))
        .collect(Collectors.joining());
    return "<div class=\"wide\"><table class=\"methods\">\n<thead><tr><th scope=\"col\"></th>" + head + "</tr></thead>\n<tbody>\n"
        + body + "</tbody>\n</table></div>\n";
  }

  private static String cell(Optional<Measured> measured) {
    return measured
        .map(m -> "<td><b>" + m.value() + "</b>" + small(String.join(" to ", m.range())) + small(m.seedsText()) + "</td>")
        .orElse("<td>–</td>");
  }

  private static String small(String text) { return text.isEmpty() ? "" : "<small>" + text + "</small>"; }

  private static String scene(StudyPictures.Scene scene) {
    String maps = scene.maps().entrySet().stream().map(map -> figure(map.getKey(), map.getValue())).collect(Collectors.joining());
    return "<h3>" + escaped(scene.caption()) + "</h3>\n<div class=\"strip\">" + figure("scene", scene.plain()) + maps + "</div>\n";
  }

  private static String figure(String caption, Picture picture) {
    return "<figure>" + CasesHtml.image(picture, caption) + "<figcaption>" + escaped(caption) + "</figcaption></figure>\n";
  }
}
