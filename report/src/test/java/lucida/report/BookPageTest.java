package lucida.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lucida.book.Book;
import lucida.book.EvaluatedBook;
import lucida.book.EvaluationPoint;
import lucida.book.SmallNetwork;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The book as a page and as text says what was found. */
class BookPageTest {
  private static EvaluatedBook reading;
  private static BookSubject subject;

  @BeforeAll
  static void read() {
    EvaluationPoint point = EvaluationPoint.small(SmallNetwork.MAX_POOL);
    reading = Book.evaluate(point, (_, _, _) -> {});
    subject = new BookSubject(point, Sample.SCORE, "a & b", Sample.shown());
  }

  @Test
  void pageHasEveryEquationOnceAndNeedsNothingElse() {
    String page = BookPage.of(reading, subject);
    assertEquals(reading.entries().size(), page.split("<article id=", -1).length - 1);
    assertEquals(reading.entries().size(),
        Pattern.compile("<article id=\"([^\"]*)\"").matcher(page).results().map(r -> r.group(1)).distinct().count());
    String own = page.replaceAll("<a href=\"https://(arxiv|doi)\\.org/[^\"]*\">", "")
        .replaceAll(" src=\"data:image/png;base64,[^\"]*\"", "");
    assertFalse(own.contains("://") || own.contains("<script") || own.contains(" src="), "a page that needs something else");
    Matcher link = Pattern.compile("href=\"#([^\"]*)\"").matcher(page);
    while (link.find()) assertTrue(page.contains("<article id=\"" + link.group(1) + "\""), link.group());
  }

  /** No two links look alike; the figure has a row for each identity that the summary counts. */
  @Test
  void linksAndRowsAreThoseThatAreCounted() {
    String page = BookPage.of(reading, subject);
    String links = page.substring(page.indexOf("<nav"), page.indexOf("</nav>"));
    List<String> tags = Pattern.compile(">([A-Z]+ \\d+)</a>").matcher(links).results().map(link -> link.group(1)).toList();
    assertEquals(reading.entries().stream().map(entry -> entry.equation().tag()).distinct().toList(), tags);
    String figure = page.substring(page.indexOf("<h2>Residuals"), page.indexOf("</svg>"));
    int rows = figure.split("<circle class=\"here\"", -1).length - 1;
    assertTrue(BookText.summary(reading).startsWith(rows + " identities and 2 limits hold, none fails"), BookText.summary(reading));
  }

  @Test
  void picturesAreWellFormed() {
    Matcher svg = Pattern.compile("<svg.*?</svg>", Pattern.DOTALL).matcher(BookPage.of(reading, subject));
    int pictures = 0;
    for (; svg.find(); pictures++) Markup.assertWellFormed(svg.group());
    assertEquals(3, pictures);
  }

  /** What can be wider than a phone stands in an element that scrolls; plots have no least width, so that they scale. */
  @Test
  void nothingIsWiderThanThePage() {
    String page = BookPage.of(reading, subject);
    String rest = page.replaceAll("(?s)<div class=\"wide\">.*?</div>", "").replaceAll("(?s)<div class=\"formula\">.*?</div></div>",
        "").replaceAll("(?s)<dl class=\"legend\">.*?</dl>", "");
    for (String wide : List.of("<table", "<svg", "<math")) {
      assertTrue(page.contains(wide), wide);
      assertFalse(rest.contains(wide), wide + " outside of what scrolls");
    }
    assertTrue(Pattern.compile("\\.wide \\{[^}]*overflow-x: auto").matcher(page).find());
    assertTrue(Pattern.compile("\\.formula \\{[^}]*overflow-x: auto").matcher(page).find());
    assertFalse(Pattern.compile("svg \\{[^}]*min-width").matcher(page).find());
  }

  @Test
  void subjectIsShownAndNamed() {
    String head = BookPage.of(reading, subject).split("<nav", 2)[0];
    assertTrue(head.contains("<p>Class 3 cat &amp; &lt;dog&gt; in a &amp; b, at layer "), head);
    assertEquals(2, head.split("<img alt=", -1).length - 1);
    assertTrue(head.contains("Grad-CAM [GC 2] of class 3 cat &amp; &lt;dog&gt;<br>75.0 %, logit 2.500"), head);
  }

  /** A paper is linked once: at its section, or at the equations of a section of several papers. */
  @Test
  void papersAreLinked() {
    String page = BookPage.of(reading, subject);
    assertTrue(page.contains("<p>Zhou et al. 2015, <a href=\"https://arxiv.org/abs/1512.04150\">arXiv 1512.04150</a></p>"));
    assertTrue(page.contains("2021, <a href=\"https://doi.org/10.1109/TIP.2021.3089943\">doi 10.1109/TIP.2021.3089943</a></p>"));
    assertTrue(
        page.contains("Ross et al. 2017, <a href=\"https://arxiv.org/abs/1703.03717\">arXiv 1703.03717</a>; Rao et al. 2023, "));
    for (String tag : List.of("ot-1-definition", "ot-4-definition", "ot-9-definition", "ot-12-identity", "ot-15-identity"))
      assertTrue(article(page, tag).contains("<p class=\"paper\">"), tag);
    for (String tag : List.of("pp-4-definition", "gc-1-definition"))
      assertFalse(article(page, tag).contains("class=\"paper\""), tag);
  }

  private static String article(String page, String anchor) {
    return page.substring(page.indexOf("<article id=\"" + anchor + "\"")).split("</article>", 2)[0];
  }

  @Test
  void symbolsAndCounterexamplesAreExplainedOnce() {
    String page = BookPage.of(reading, subject);
    assertEquals(2, page.split("There it must fail;", -1).length);
    assertEquals(2, page.split("<dl class=\"legend\">", -1).length);
    assertTrue(page.contains("<dd>the first, second and third derivative of S by one activation"), "the legend");
  }

  @Test
  void textHasTagResidualAndWhereItFails() {
    StringWriter text = new StringWriter();
    BookText.print(reading, subject, new PrintWriter(text));
    assertTrue(text.toString().contains("GC 3    holds        Grad-CAM generalises CAM  [small head of global average pooling"),
        text.toString());
    assertTrue(text.toString().contains("counterexample fails by "), text.toString());
    assertTrue(text.toString().contains("SPP 1, as printed   σ = 0.01: "), text.toString());
    assertTrue(text.toString().contains("bound: V/(2m), V the variation of the slope"), text.toString());
    assertTrue(text.toString().contains("Not evaluated yet."), text.toString());
    assertEquals(2, text.toString().split("There it must fail;", -1).length);
    assertTrue(text.toString().contains("Symbols\n  x               the picture as the network takes it"), text.toString());
    assertTrue(text.toString().stripTrailing().endsWith("8 not yet covered"), text.toString());
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "-3, -3", "0.1, 0.1", "0.123456789, 0.12346", "1e-10, 1e-10", "1.23456e-5, 1.235e-05", "3.14159e-12, 3.1e-12",
      "123456789, 1.235e+08", "NaN, none", "-Infinity, -∞", "1234.5, 1234.5"})
  void numbersAreShort(double x, String text) { assertEquals(text, BookText.number(x)); }
}
