package lucida.report;

import static lucida.report.Html.escaped;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import lucida.files.WholeFile;
import lucida.judge.people.AnswerFile;
import lucida.judge.people.TrialKind;
import lucida.judge.results.PeopleTable;
import lucida.judge.results.SummaryFiles;
import lucida.judge.statistics.Interval;
import lucida.layers.Names;

/**
 * The page of what people answered, {@code results.html}, with its plots as SVG and PNG.
 *
 * @param table what was answered
 */
public record PeoplePage(PeopleTable table) {
  private static final String TITLE = "Which maps do people understand?";
  private static final String IDEA = """
      People saw the map of one of two objects and said which (Selvaraju et al. 2017, arXiv 1610.02391, section 5.1), and of two networks that say the same which is more reliable (section 5.2). Who
      guesses is right half of the time. Intervals draw people and pictures again; a dot is what an observer answers who goes by where most of the map's energy is, and nothing else.""";

  /** Writes it. */
  public void write(Path folder) throws IOException {
    StringBuilder sections = new StringBuilder();
    for (TrialKind kind : List.of(TrialKind.OBJECT, TrialKind.NETWORK)) {
      if (table.key().of(kind).isEmpty()) continue;
      Plot plot = new PeoplePlot(table, kind).plot();
      plot.write(folder);
      sections.append(section(kind, plot));
    }
    WholeFile.write(folder.resolve("results.html"),
        Html.head(TITLE, Html.resource("report.css") + Html.resource("evaluation.css")) + Html.header(TITLE, facts(), links())
            + Html.idea(IDEA) + sections + agreement() + people() + Html.end());
  }

  private String links() {
    String networks = table.key().of(TrialKind.NETWORK).isEmpty() ? "" : "<a href=\"#network\">networks</a>";
    return "<a href=\"#object\">objects</a>" + networks + "<a href=\"#agreement\">agreement</a><a href=\"#people\">people</a>";
  }

  private SequencedMap<String, String> facts() {
    SequencedMap<String, String> facts = new LinkedHashMap<>(table.key().facts());
    facts.put("study", table.key().study());
    facts.put("people", String.valueOf(table.counted().size()));
    return facts;
  }

  private String section(TrialKind kind, Plot plot) {
    boolean isOfNetworks = kind == TrialKind.NETWORK;
    String rows = table.measured(kind).stream().map(of -> row(of.method(), with(isOfNetworks, of.mean(), of.interval()),
        isOfNetworks ? number(100 * of.right()) : String.valueOf(of.trials()), p(of.p()),
        number(isOfNetworks ? of.ofEnergy() : 100 * of.ofEnergy()), number(of.seconds()))).collect(Collectors.joining());
    String pairs = table.differences(kind).stream().map(of -> row(of.a() + " − " + of.b(),
        with(isOfNetworks, of.mean(), of.interval()), p(of.byPeople()), p(of.byPictures()))).collect(Collectors.joining());
    String accuracy = isOfNetworks
        ? "<p class=\"sub\">" + escaped(Names.capitalised(table.key().accuracy())) + ".</p>\n"
        : "";
    return "<section id=\"%s\"><h2>%s</h2>\n%s<div class=\"wide\">%s</div>\n".formatted(kind,
        isOfNetworks ? "Which of two networks is more reliable?" : "Which object is explained?", accuracy, plot.inPage())
        + table(List.of("method", isOfNetworks ? "mean, −2 to 2" : "right, %",
            isOfNetworks ? "for the more accurate one, %" : "trials of each person", "p against guessing", "by energy",
            "median, s"), rows)
        + (pairs.isEmpty()
            ? ""
            : "<h3>Method against method</h3>\n" + table(List.of("difference", "mean", "p over people", "p over pictures"), pairs))
        + "</section>\n";
  }

  private String agreement() {
    String rows = table.agreements().stream().map(of -> row(of.method().isEmpty() ? "all methods" : of.method(),
        number(of.kappa()) + interval(of.interval(), 1))).collect(Collectors.joining());
    return "<section id=\"agreement\"><h2>Do people agree?</h2>\n<p class=\"sub\">How much more often than by chance two people choose the same object, right or not: %s</p>\n"
        .formatted(table.counted().size() < 3 ? "Cohen's κ of two people." : "Fleiss' κ.") + table(List.of("method", "κ"), rows)
        + "</section>\n";
  }

  private String people() {
    String rows = table.all().stream().map(this::person).collect(Collectors.joining());
    return "<section id=\"people\"><h2>Who answered</h2>\n<p class=\"sub\">Who missed more than a quarter of the attention checks does not count.</p>\n"
        + table(List.of("person", "checks missed", "median, s", "counts"), rows) + "</section>\n";
  }

  private String person(AnswerFile answers) {
    return row(answers.person(), table.missed(answers) + " of " + table.checks(),
        number(PeopleTable.seconds(answers)), table.counted().contains(answers) ? "yes" : "no");
  }

  private static String table(List<String> head, String rows) {
    return "<div class=\"wide\"><table class=\"methods\">\n<thead><tr>"
        + head.stream().map(title -> "<th scope=\"col\">" + escaped(title) + "</th>").collect(Collectors.joining())
        + "</tr></thead>\n<tbody>\n" + rows + "</tbody>\n</table></div>\n";
  }

  private static String row(String title, String... cells) {
    return "<tr><th scope=\"row\">" + escaped(title) + "</th>"
        + List.of(cells).stream().map(cell -> "<td>" + escaped(cell) + "</td>").collect(Collectors.joining()) + "</tr>\n";
  }

  private static String with(boolean plain, double mean, Interval interval) {
    double scale = plain ? 1 : 100;
    return number(scale * mean) + interval(interval, scale);
  }

  private static String interval(Interval of, double scale) {
    return Double.isNaN(of.low())
        ? ""
        : " [" + SummaryFiles.shown(scale * of.low()) + ", " + SummaryFiles.shown(scale * of.high()) + "]";
  }

  private static String p(double p) { return Double.isNaN(p) ? "–" : p < 0.001 ? "< 0.001" : "%.3f".formatted(p); }

  private static String number(double v) { return Double.isNaN(v) ? "–" : SummaryFiles.shown(v); }
}
