package lucida.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lucida.judge.Judgement;
import lucida.judge.Metric;
import lucida.judge.Row;
import lucida.judge.catalogue.Metrics;
import lucida.judge.results.SummaryTable;
import lucida.judge.statistics.Columns;
import lucida.pictures.Picture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of an evaluation of three methods and a control on eight pictures, whose values are made by hand. */
class EvaluationPageTest {
  private static final int PICTURES = 8;
  private static final Metric DROP = Metrics.named("average-drop");
  private static final Metric DELETION = Metrics.named("deletion");
  private static final Picture PLAIN = Picture.painted(40, 30, (x, y) -> x << 10 | y);

  private static final Introduction INTRODUCTION = new Introduction("Where & why", "An idea <in> a paragraph.",
      List.of(new Introduction.Asked("Is it <so>?", "here", true), new Introduction.Asked("Or so?", "there", false)),
      List.of(new ShownCase(PLAIN, PLAIN.grey(), "4 d<o>g")));

  @TempDir
  private Path folder;
  private final List<String> asked = new ArrayList<>();
  private String page = "";

  /** The drop is 10, 11, … for "first", almost so for "second", 50 more for "third"; the deletion is turned around. */
  private static SummaryTable table() {
    Columns columns = new Columns(List.of(DROP, DELETION));
    double[] starts = {10, 10, 60, 5};
    List<String> methods = List.of("first", "sec<b>ond", "third", "control-truth");
    for (int i = 0; i < PICTURES; i++)
      for (int m = 0; m < methods.size(); m++) {
        double drop = starts[m] + i + (m == 1 ? i % 2 == 0 ? 0.5 : -0.25 : 0), deletion = 1 - drop / 100;
        columns.add(row(i, methods.get(m), DROP, Judgement.of(drop, List.of(0.5, 0.25))));
        columns.add(row(i, methods.get(m), DELETION, Judgement.of(deletion, List.of(1.0, deletion, 0.1, 0.0))));
      }
    columns.add(row(PICTURES, "third", DROP, Judgement.leftOut("no probability")));
    SequencedMap<String, String> facts = new LinkedHashMap<>(Map.of("network", "small & <good>"));
    return SummaryTable.of(facts, columns.columns(), 1);
  }

  private static Row row(int i, String method, Metric metric, Judgement judgement) {
    return new Row("picture-" + i, 3, method, "layer", metric.name(), judgement);
  }

  @BeforeEach
  void write() throws IOException {
    page = written(table());
  }

  private String written(SummaryTable table) throws IOException {
    new EvaluationPage(INTRODUCTION, table, List.of("broken.png: it is <cut> short"), List.of("2 of 3 labels are of no picture"),
        (method, at) -> {
          asked.add(method.method() + " " + at.picture());
          return at.picture().endsWith("4") ? Optional.empty() : Optional.of(new ShownCase(PLAIN, PLAIN.grey(), "3 cat"));
        }).write(folder);
    return Files.readString(folder.resolve("report.html"));
  }

  @Test
  void needsNothingElseAndIsWellFormed() {
    Markup.assertBalanced(page.replace("<br>", ""));
    String own = page.replaceAll("<a href=\"https://(arxiv|doi)\\.org/[^\"]*\">", "");
    assertFalse(own.contains("://") || own.contains(" src=\"h"), "a page that needs something else");
    assertFalse(page.contains("sec<b>ond") || page.contains("<good>") || page.contains("<cut>"), "a name is markup");
    for (Matcher link = Pattern.compile("href=\"#([^\"]*)\"").matcher(page); link.find();)
      assertTrue(page.contains("id=\"" + link.group(1) + "\""), link.group());
    for (Matcher svg = Pattern.compile("<svg.*?</svg>", Pattern.DOTALL).matcher(page); svg.find();)
      Markup.assertWellFormed(svg.group());
  }

  /** The mean of 10, …, 17 is 13.5. "sec<b>ond" is 0.125 above it, four differences of 0.5 and four of −0.25: no difference can be told. */
  @Test
  void tableMarksTheBestAndWhatIsNotToldFromIt() {
    List<String> rows = page.substring(page.indexOf("<tbody class=\"judged\">"), page.indexOf("</tbody>")).lines()
        .filter(line -> line.startsWith("<tr>")).toList();
    assertEquals(3, rows.size());
    assertTrue(rows.getFirst().contains("<td class=\"best\" data-value=\"13.5\"><b>13.5 %</b>"), rows.getFirst());
    assertTrue(rows.get(1).contains("<td class=\"tied\" data-value=\"13.625\"><b>13.6 %</b>"), rows.get(1));
    assertTrue(rows.get(2).contains("<td data-value=\"63.5\"><b>63.5 %</b>"), rows.get(2));
    assertTrue(rows.get(2).contains("n = 8, 1 left out"), rows.get(2));
    assertTrue(rows.get(2).contains("<td class=\"best\" data-value=\"0.36"), "third has the lowest deletion");
    String controls = page.substring(page.indexOf("<tbody class=\"controls-apart\">")).split("</tbody>", 2)[0];
    assertTrue(controls.contains("control-truth") && !controls.contains("class=\"best\""), controls);
    assertTrue(page.contains("aria-label=\"lower is better\">↓"), "the direction");
  }

  /** The idea and an example with its truth come before the table; without them there is no such section. */
  @Test
  void beginsWithTheIdea() {
    assertTrue(page.contains("<h1>Where &amp; why</h1>"));
    String idea = page.substring(page.indexOf("id=\"idea\""), page.indexOf("id=\"table\""));
    assertTrue(idea.contains("<b>Is it &lt;so&gt;?</b> This page.") && idea.contains("<a href=\"../there/report.html\">Or so?</a>"),
        idea);
    assertTrue(idea.contains("An idea &lt;in&gt; a paragraph.") && idea.contains("its true mask of <b>4 d&lt;o&gt;g</b>"), idea);
    assertEquals(3, idea.split("data:image/png;base64,", -1).length);
    assertEquals("", Introduction.USUAL.html());
  }

  @Test
  void whatWasLeftOutIsSaid() {
    assertTrue(page.contains("1 picture was not judged") && page.contains("2 of 3 labels are of no picture"),
        "a note is no picture");
    assertTrue(page.contains("<li>broken.png: it is &lt;cut&gt; short</li>"));
    assertTrue(page.contains("<li>1 × average-drop: no probability</li>"));
  }

  /** A lower drop is better: the worst picture is the last. Of eight values the median is the fifth from the worst, which cannot be shown. */
  @Test
  void worstMedianAndBestOfEveryMethodAreShown() {
    assertEquals(List.of("first picture-7", "first picture-3", "first picture-0"), asked.subList(0, 3));
    assertEquals(9, asked.size(), "controls are not explained again");
    assertTrue(page.contains("Chosen by average-drop"));
    assertTrue(page.contains("<b>worst</b>: average-drop <b>17.0 %</b><br>picture-7, 3 cat"));
    assertTrue(page.contains("<b>best</b>: average-drop <b>10.0 %</b><br>picture-0, 3 cat"));
    String cases = page.substring(page.indexOf("id=\"cases\""));
    assertEquals(PICTURES * 2 + 2, cases.split("<img ", -1).length - 1 + 2 * (cases.split("could not be shown", -1).length - 1));
  }

  /** The deletion falls where the drop rises: both are better when lower, so they disagree entirely, on pictures and on methods. */
  @Test
  void metricsThatAreOppositeDisagree() {
    for (Agreement kind : Agreement.values()) {
      assertEquals(-1, kind.of(table(), DROP, DELETION), 1e-15, kind.title());
      assertEquals(1, kind.of(table(), DROP, DROP), 1e-15, kind.title());
    }
  }

  @Test
  void pairsHaveIntervalPAndWins() {
    String pairs = page.substring(page.indexOf("<table class=\"pairs\">")).split("</table>", 2)[0];
    assertTrue(pairs.contains("<tr class=\"told\"><th scope=\"row\">first</th><th scope=\"row\">third</th><td>-50.0</td>"), pairs);
    assertTrue(pairs.contains("<td>100 %</td><td>8</td>"), pairs);
    assertTrue(pairs.contains("<tr><th scope=\"row\">first</th><th scope=\"row\">sec&lt;b&gt;ond</th><td>-0.125</td>"), pairs);
  }

  /** A metric without curves has no plot of curves: two numbers are none. */
  @Test
  void plotsAreFilesInBothFormats() throws Exception {
    List<String> names;
    try (var files = Files.list(folder.resolve("plots"))) {
      names = files.map(file -> file.getFileName().toString()).sorted().toList();
    }
    assertEquals(List.of("agreement-of-methods.png", "agreement-of-methods.svg", "agreement-of-pictures.png",
        "agreement-of-pictures.svg", "curve-deletion.png", "curve-deletion.svg", "distribution-average-drop.png",
        "distribution-average-drop.svg", "distribution-deletion.png", "distribution-deletion.svg"), names);
    Plot plot = new BoxPlot(table(), DROP).plot().orElseThrow();
    Picture png = Picture.read(folder.resolve("plots/distribution-average-drop.png"));
    assertEquals(2 * (int) plot.width() + "×" + 2 * (int) plot.height(), png.toString());
    assertEquals(4 * PICTURES, plot.marks().stream().filter(mark -> mark instanceof PlotMark.Dot).count(), "a dot is a picture");
  }

  /** Where there is no value the reason stands instead of an empty plot. */
  @Test
  void aMetricWithoutValuesHasItsReason() throws IOException {
    Columns columns = new Columns(List.of(DROP, DELETION));
    for (int i = 0; i < 2; i++) {
      columns.add(row(i, "first", DROP, Judgement.of(i)));
      columns.add(row(i, "first", DELETION, Judgement.leftOut("no <probability>")));
    }
    String without = written(SummaryTable.of(new LinkedHashMap<>(), columns.columns(), 1));
    String section = without.substring(without.indexOf("id=\"metric-deletion\"")).split("</section>", 2)[0];
    assertTrue(section.contains("<p>There is no value: no &lt;probability&gt;.</p>") && !section.contains("<svg"), section);
    assertTrue(without.substring(without.indexOf("id=\"metric-average-drop\"")).contains("<svg"));
  }

  /** One picture: a value, and no interval in the table; with two methods none of their difference, and nothing is told apart. */
  @Test
  void onePictureHasNoInterval() throws IOException {
    Columns columns = new Columns(List.of(DROP));
    for (String method : List.of("first", "second")) columns.add(row(0, method, DROP, Judgement.of(method.length())));
    String one = written(SummaryTable.of(new LinkedHashMap<>(), columns.columns(), 1));
    assertTrue(one.contains("<td class=\"best\" data-value=\"5.0\"><b>5.00 %</b><small>–</small><small>n = 1</small></td>"), one);
    assertTrue(one.contains("<td class=\"tied\" data-value=\"6.0\">"), one);
    assertTrue(one.contains("<td>-1.00</td><td>–</td><td>1.000</td>") && !one.split("<script>", 2)[0].contains("NaN"), one);
  }

  /** Thirty methods have 435 pairs: the page shows those with the best one. Of 31 metrics the agreement is a field of colours without numbers, that fits into a page. */
  @Test
  void whatIsTooMuchToReadIsLeftToTheFiles() throws IOException {
    Columns columns = new Columns(List.of(DROP));
    for (int i = 0; i < 2; i++)
      for (int m = 0; m < 30; m++) columns.add(row(i, "method-" + m, DROP, Judgement.of(10 + (m + 7) % 30 + i)));
    String many = written(SummaryTable.of(new LinkedHashMap<>(), columns.columns(), 1));
    assertTrue(many.contains("<summary>method-23, the best one, and every other on the same pictures (pairs.csv has all 435)"),
        many);
    assertEquals(29, many.split("<table class=\"pairs\">", 2)[1].split("<tr", -1).length - 2, "a head and 29 pairs");

    List<Metric> metrics = Metrics.all().stream().filter(metric -> !metric.summarisesCurves()).limit(31).toList();
    Columns wide = new Columns(metrics);
    for (Metric metric : metrics) for (int i = 0; i < 3; i++) wide.add(row(i, "first", metric, Judgement.of(i)));
    Plot agreement = Agreement.OF_PICTURES.plot(SummaryTable.of(new LinkedHashMap<>(), wide.columns(), 1));
    assertEquals(31 * 31, agreement.marks().stream().filter(mark -> mark instanceof PlotMark.Bar).count());
    assertEquals(2 * 31, agreement.marks().stream().filter(mark -> mark instanceof PlotMark.Words).count());
    assertTrue(agreement.width() < 800);
  }

  /** A plot shrinks with the page, unless it is too wide to be read then. */
  @Test
  void plotsShrinkWithThePage() {
    assertFalse(new Plot("p", "p", 780, 20, List.of()).inPage().contains("min-width"));
    assertTrue(new Plot("p", "p", 1000, 20, List.of()).inPage().contains("style=\"min-width:800px\""));
  }

  /** Both formats draw the same: the bar of the SVG is at its place in the PNG, in its colour. */
  @Test
  void bothFormatsDrawTheSame() {
    Plot plot = new Plot("bar", "a bar", 30, 20, List.of(new PlotMark.Bar(5, 4, 10, 8, 1, PlotColour.BLUE)));
    assertTrue(plot.inPage().contains("<rect class=\"plot-blue\" x=\"5\" y=\"4\" width=\"10\" height=\"8\" fill-opacity=\"1\"/>"));
    Picture picture = plot.picture();
    assertEquals(PlotColour.BLUE.rgb(), picture.rgb(11, 9));
    assertEquals(PlotColour.BLUE.rgb(), picture.rgb(29, 23));
    assertEquals(0xFFFFFF, picture.rgb(9, 9));
    assertEquals(0xFFFFFF, picture.rgb(30, 23));
  }

  @Test
  void everyColourOfPlotsIsInTheStyleSheet() {
    for (PlotColour colour : PlotColour.values())
      assertTrue(Html.resource("evaluation.css").contains("text.%1$s,circle.%1$s,rect.%1$s{".formatted(colour.style())),
          colour.style());
  }
}
