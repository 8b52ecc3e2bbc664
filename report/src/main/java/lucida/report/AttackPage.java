package lucida.report;

import static lucida.report.Html.escaped;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import lucida.files.WholeFile;
import lucida.judge.adversarial.Attack;
import lucida.judge.adversarial.Attacked;
import lucida.judge.adversarial.MapChange;
import lucida.judge.results.AttackTable;
import lucida.judge.results.AttackTable.Estimate;
import lucida.judge.results.SummaryFiles;
import lucida.pictures.Picture;

/**
 * The page of attacked pictures, {@code report.html}.
 *
 * @param table what was found
 * @param pictures the first ones
 * @param name of a class, for people
 */
public record AttackPage(AttackTable table, AttackPictures pictures, IntFunction<String> name) {
  private static final String TITLE = "Does the map still find what the network no longer names?";
  private static final String IDEA = """
      Pictures that the network names right are changed by so little that nobody sees it, until the network says something else (Goodfellow et al. 2015, arXiv 1412.6572; Madry et al. 2018,
      arXiv 1706.06083). Selvaraju et al. (2017, arXiv 1610.02391, section 6.2) found that Grad-CAM of the true class stays on the object all the same. Maps of the true class are compared before and after;
      the other way round, an attack on the map moves it while the scores stay (Ghorbani et al. 2019, Dombrowski et al. 2019). Budgets are in samples from 0 to 1, whatever the network's normalisation.""";

  /** Writes it. */
  public void write(Path folder) throws IOException {
    try (WholeFile file = WholeFile.begin(folder.resolve("report.html"))) {
      file.append(head() + scores());
      for (Attack attack : table.attacks()) if (!table.attacked(attack).isEmpty()) file.append(section(attack));
      file.append(leftOut() + columns() + Html.end());
      file.finish();
    }
  }

  private String head() {
    String links = table.attacks().stream().map(Attack::title).map(title -> "<a href=\"#%1$s\">%1$s</a>".formatted(escaped(title)))
        .collect(Collectors.joining());
    return Html.head(TITLE, Html.resource("report.css") + Html.resource("evaluation.css") + Html.resource("sanity.css"))
        + Html.header(TITLE, table.facts(), "<a href=\"#scores\">scores</a>" + links) + Html.idea(IDEA);
  }

  private String scores() {
    String rows = table.attacks().stream().map(attack -> """
        <tr><th scope="row">%s</th><td><b>%d of %d</b></td><td>%d</td>%s%s<td>%s</td><td>%s</td></tr>
        """.formatted(escaped(attack.title()), table.succeeded(attack), table.attacked(attack).size(),
        table.attacked(attack).stream().filter(Attacked::isStorable).count(), cell(table.scores(attack, Attacked::before), 1),
        cell(table.scores(attack, Attacked::after), 1), shown(table.scores(attack, Attacked::largest)),
        shown(table.scores(attack, Attacked::length)))).collect(Collectors.joining());
    return """
        <section id="scores"><h2>What became of the scores</h2>
        <p class="sub">Of pictures that the network names right as they are%s. Means, below them 95 %% intervals over pictures.</p>
        <div class="wide"><table class="methods">
        <thead><tr><th></th><th scope="col">succeeded</th><th scope="col">stored in bytes</th><th scope="col">p(true) before</th><th scope="col">after</th><th scope="col">‖δ‖∞</th><th scope="col">‖δ‖₂</th></tr></thead>
        <tbody>
        %s</tbody>
        </table></div></section>
        """
        .formatted(
            table.findings().wrongBefore().isEmpty()
                ? ""
                : "; " + table.findings().wrongBefore().size() + " others were not attacked",
            rows);
  }

  private static String shown(Estimate estimate) { return estimate.n() == 0 ? "–" : SummaryFiles.shown(estimate.value()); }

  private static String cell(Estimate estimate, double scale) {
    if (estimate.n() == 0) return "<td>–</td>";
    String interval = Double.isNaN(estimate.interval().low())
        ? ""
        : "<small>" + SummaryFiles.shown(scale * estimate.interval().low()) + " to "
            + SummaryFiles.shown(scale * estimate.interval().high()) + "</small>";
    return "<td><b>" + SummaryFiles.shown(scale * estimate.value()) + "</b>" + interval + "</td>";
  }

  private String section(Attack attack) {
    String scenes = pictures.of(attack.title()).stream().map(this::scene).collect(Collectors.joining());
    return "<section id=\"%s\"><h2>%s</h2>\n<p class=\"sub\">%s.</p>\n".formatted(escaped(attack.title()), escaped(attack.title()),
        escaped(attack.words())) + maps(attack) + scenes + "</section>\n";
  }

  private String maps(Attack attack) {
    if (attack.wants() && table.succeeded(attack) == 0)
      return "<p>It succeeded on no picture: there are no maps to compare.</p>\n";
    boolean objects = table.knowsObjects();
    String rows = table.methods().stream().map(method -> "<tr><th scope=\"row\">" + escaped(method) + "</th><td>"
        + table.maps(attack, method, MapChange::spearman).n() + "</td>" + (objects
            ? percent(attack, method, AttackTable.paired(MapChange::energyBefore, MapChange::energyAfter))
                + percent(attack, method, AttackTable.paired(MapChange::energyAfter, MapChange::energyBefore))
                + percent(attack, method, change -> change.energyAfter() - change.energyBefore())
                + percent(attack, method, AttackTable.paired(MapChange::iouBefore, MapChange::iouAfter))
                + percent(attack, method, AttackTable.paired(MapChange::iouAfter, MapChange::iouBefore))
            : "")
        + cell(table.maps(attack, method, MapChange::spearman), 1) + "</tr>\n").collect(Collectors.joining());
    String columns = objects
        ? "<th scope=\"col\">on the object before, %</th><th scope=\"col\">after, %</th><th scope=\"col\">difference</th><th scope=\"col\">IoU before, %</th><th scope=\"col\">after, %</th>"
        : "";
    String meant = objects
        ? "<p class=\"sub\">On the object: the share of the map in its mask, or else its box. IoU: of the object and the cells of at least half of the map's maximum.</p>\n"
        : "";
    return "<h3>Maps of the true class%s</h3>\n%s<div class=\"wide\"><table class=\"methods\">\n<thead><tr><th></th><th scope=\"col\">n</th>%s<th scope=\"col\">rank correlation</th></tr></thead>\n<tbody>\n%s</tbody>\n</table></div>\n"
        .formatted(attack.wants() ? " where it succeeded" : " of all pictures", meant, columns, rows);
  }

  private String percent(Attack attack, String method, ToDoubleFunction<MapChange> number) {
    return cell(table.maps(attack, method, number), 100);
  }

  private String scene(AttackPictures.Scene scene) {
    Attacked a = scene.attacked();
    String head = scene.before().keySet().stream().map(method -> "<th scope=\"col\">" + escaped(method) + "</th>")
        .collect(Collectors.joining());
    return """
        <h3>%s: %s</h3>
        <p class="sub">%s: %s before, %s after; then it is %s for the network, %s; ‖δ‖∞ %s, %d %s%s</p>
        <div class="wide"><table class="strips">
        <thead><tr><th></th><th scope="col">picture</th><th scope="col">change</th>%s</tr></thead>
        <tbody><tr><th scope="row">before</th><td>%s</td><td></td>%s</tr>
        <tr><th scope="row">after</th><td>%s</td><td>%s</td>%s</tr></tbody>
        </table></div>
        """.formatted(escaped(a.picture()), a.succeeded() ? "succeeded" : "did not succeed", escaped(name.apply(a.own())),
        probability(a.before()), probability(a.after()), escaped(name.apply(a.said())), probability(a.ofSaid()),
        SummaryFiles.shown(a.largest()), a.steps(), a.steps() == 1 ? "step" : "steps",
        a.succeeded() && !a.isStorable() ? "; not when it is stored in bytes" : "", head,
        CasesHtml.image(scene.plain(), a.picture()), maps(scene.before(), scene.before()),
        CasesHtml.image(scene.changed(), a.picture() + " after " + a.attack()),
        CasesHtml.image(scene.change(), "change"), maps(scene.before(), scene.after()));
  }

  private static String maps(SequencedMap<String, Picture> methods, SequencedMap<String, Picture> maps) {
    return methods.keySet().stream().map(method -> "<td>"
        + Optional.ofNullable(maps.get(method)).map(map -> CasesHtml.image(map, "map of " + method)).orElse("–") + "</td>")
        .collect(Collectors.joining());
  }

  /** A probability near 0 or 1 keeps the digits that matter. */
  private static String probability(double p) {
    return p > 0.99 && p < 1
        ? String.valueOf(Math.floor(p * 1e6) / 1e6)
        : p < 0.001 ? String.format(Locale.ROOT, "%.1e", p) : SummaryFiles.shown(p);
  }

  private String leftOut() {
    String items = table.findings().leftOut().entrySet().stream()
        .map(e -> "<li><b>" + escaped(e.getKey()) + "</b>: " + escaped(e.getValue()) + "</li>\n").collect(Collectors.joining());
    return items.isEmpty() ? "" : "<section><h2>Left out</h2>\n<ul>\n" + items + "</ul>\n</section>\n";
  }

  private static String columns() {
    String rows = AttackTable.columns().entrySet().stream()
        .map(e -> "<tr><th scope=\"row\"><code>%s</code></th><td>%s</td></tr>\n".formatted(escaped(e.getKey()),
            escaped(e.getValue())))
        .collect(Collectors.joining());
    return """
        <section id="columns"><details><summary>adversarial.csv: columns and their units</summary>
        <p class="sub">A line for each picture, attack and method.</p>
        <div class="wide"><table class="facts">
        %s</table></div></details></section>
        """.formatted(rows);
  }
}
