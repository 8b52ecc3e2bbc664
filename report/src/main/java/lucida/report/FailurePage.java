package lucida.report;

import static lucida.report.Html.escaped;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lucida.files.WholeFile;
import lucida.judge.failure.Evidence;
import lucida.judge.failure.Failure;
import lucida.judge.failure.FailureGroup;
import lucida.judge.results.FailureTable;
import lucida.judge.results.SummaryFiles;
import lucida.layers.Names;
import lucida.pictures.Picture;

/**
 * The page of a network's mistakes, {@code report.html}.
 *
 * @param table all mistakes
 */
public record FailurePage(FailureTable table) {
  private static final String TITLE = "What does the network get wrong, and why?";
  private static final String IDEA = """
      Each picture that is classified wrongly, by groups, of each group the most confident mistake first, with the maps of its true class and of the class that the network says side by side (Selvaraju et al. 2017,
      arXiv 1610.02391, section 6.1). The strong part of the map of the wrong class, its cells of at least half of its maximum, says what was taken for it: the object itself, another
      object, or the background.""";
  private static final int LISTED = 12;

  /** Shows a mistake when its turn comes. */
  @FunctionalInterface
  public interface Cases {
    /** Of a mistake. */
    FailureCase of(Failure failure) throws IOException;
  }

  /**
   * Writes it, one mistake after the other.
   *
   * @param most of a group that are shown
   */
  public void write(Path folder, int most, Cases cases) throws IOException {
    try (WholeFile file = WholeFile.begin(folder.resolve("report.html"))) {
      file.append(head() + summary());
      for (FailureGroup group : table.groups()) {
        List<Failure> all = table.of(group);
        file.append("<section id=\"%s\"><h2>%s: %d of %d</h2>\n<p class=\"sub\">What speaks for the predicted class is %s.%s</p>\n"
            .formatted(
                group, Names.capitalised(group.toString()), all.size(), table.failures().size(), escaped(group.words()),
                all.size() > most ? " The " + most + " most confident ones:" : ""));
        for (Failure failure : all.subList(0, Math.min(most, all.size()))) file.append(shown(cases.of(failure)));
        file.append("</section>\n");
      }
      file.append(Html.end());
      file.finish();
    }
  }

  private String head() {
    String links = table.groups().stream().map(group -> "<a href=\"#%s\">%s</a>".formatted(group, group))
        .collect(Collectors.joining());
    return Html.head(TITLE, Html.resource("report.css") + Html.resource("evaluation.css"))
        + Html.header(TITLE, table.facts(), "<a href=\"#summary\">summary</a>" + links) + Html.idea(IDEA);
  }

  private String summary() {
    String confusions = table.confusions().entrySet().stream().limit(LISTED)
        .map(entry -> "<tr><th scope=\"row\">%s</th><td>%d</td></tr>\n".formatted(escaped(entry.getKey()), entry.getValue()))
        .collect(Collectors.joining());
    return "<section id=\"summary\"><h2>%d of %d pictures are classified wrongly</h2>\n".formatted(table.failures().size(),
        table.judged())
        + "<div class=\"wide\"><table class=\"methods\">\n<thead><tr><th>label → predicted</th><th scope=\"col\">pictures</th></tr></thead>\n<tbody>\n"
        + confusions + "</tbody>\n</table></div>\n" + unknown() + truths() + "</section>\n";
  }

  /** Boxes of the true class alone do not tell another object from the background. */
  private String unknown() {
    long alone = table.ofOwnObjectsAlone();
    return alone == 0
        ? ""
        : "<p class=\"sub\">Of %d of the mistakes only boxes or masks of the true class are known: whether the map of the wrong class is on another object or on the background cannot be said of them.</p>\n"
            .formatted(alone);
  }

  /** What maps say against what is known of scenes. */
  private String truths() {
    FailureTable.Agreement agreement = table.agreement();
    if (agreement.of() == 0) return "";
    List<FailureGroup> truths = Stream.of(FailureGroup.values()).filter(group -> group != FailureGroup.ELSEWHERE).toList();
    String head = truths.stream().map(truth -> "<th scope=\"col\">" + truth + "</th>").collect(Collectors.joining());
    String rows = table.groups().stream().map(group -> "<tr><th scope=\"row\">" + group + "</th>"
        + truths.stream().map(truth -> "<td>" + table.count(group, truth) + "</td>").collect(Collectors.joining()) + "</tr>\n")
        .collect(Collectors.joining());
    return "<h3>Is the grouping right?</h3>\n<p class=\"sub\">Rows: what the maps say. Columns: the truth, without maps: an object of the predicted class is in the scene, or the network says the"
        + " same of the scene drawn without its objects, or neither. %d of %d are right%s.</p>\n".formatted(agreement.right(),
            agreement.of(), share(agreement))
        + "<div class=\"wide\"><table class=\"methods\">\n<thead><tr><th></th>" + head + "</tr></thead>\n<tbody>\n" + rows
        + "</tbody>\n</table></div>\n";
  }

  private static String share(FailureTable.Agreement agreement) {
    return agreement.of() < 2
        ? ""
        : ", %s %% [%s, %s]".formatted(SummaryFiles.shown(100.0 * agreement.right() / agreement.of()),
            SummaryFiles.shown(100 * agreement.interval().low()), SummaryFiles.shown(100 * agreement.interval().high()));
  }

  private String shown(FailureCase shown) {
    Failure failure = shown.failure();
    String maps = shown.maps().entrySet().stream().map(map -> figure(map.getKey(), map.getValue())).collect(Collectors.joining());
    return "<h3>%s: %s is taken for %s</h3>\n<p class=\"sub\">%s for %s, %s for %s%s%s</p>\n<div class=\"strip\">%s%s</div>\n"
        .formatted(
            escaped(failure.picture()), escaped(table.name().apply(failure.label())),
            escaped(table.name().apply(failure.predicted())),
            SummaryFiles.shown(failure.ofPredicted()), escaped(table.name().apply(failure.predicted())),
            SummaryFiles.shown(failure.ofLabel()),
            escaped(table.name().apply(failure.label())), where(failure),
            failure.truth().map(truth -> "; in truth: " + truth).orElse(""), figure("picture", shown.plain()), maps);
  }

  private static String where(Failure failure) {
    Evidence at = failure.evidence();
    String part = "; of the strong part of its map %.0f %% ";
    String where = at.knowsOthers()
        ? (part + "on the object, %.0f %% on others").formatted(100 * at.own(), 100 * at.others())
        : at.isKnown()
            ? (part + "on the object; where others are is not known").formatted(100 * at.own())
            : Double.isNaN(failure.overlap()) ? "" : (part + "where that of the label is").formatted(100 * failure.overlap());
    return where + (FailureTable.isNear(failure) ? " (nearly a toss-up: %.0f points)".formatted(100 * failure.margin()) : "");
  }

  private static String figure(String title, Picture picture) {
    return "<figure>" + CasesHtml.image(picture, title) + "<figcaption>" + escaped(title) + "</figcaption></figure>\n";
  }
}
