package lucida.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import lucida.cam.equations.Notation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportPageTest {
  private static ReportPage page() {
    ReportPage page = new ReportPage("What <net> looks at", new LinkedHashMap<>(Map.of("network", "a & b")));
    List<ClassScore> scores = List.of(Sample.score(0, "0", 1, 0.25), Sample.SCORE);
    page.add(new ExplainedPicture("cat's \"<img>\"", Sample.shown(), scores,
        List.of(Sample.rectified("gradcam"), Sample.rectified("layercam")),
        List.of(new Refusal("cam", "layer/3", "CAM needs <a head>"))));
    page.add(new ExplainedPicture("two", Sample.shown(), scores, List.of(Sample.rectified("gradcam")), List.of()));
    return page;
  }

  @Test
  void everyElementIsClosed() {
    Markup.assertBalanced(page().html());
  }

  /** Nothing is fetched: no address but those of the data in the page itself and of its own sections. */
  @Test
  void itIsSelfContained() {
    String html = page().html();
    for (Matcher address = Pattern.compile("(?:src|href|url)(?:=\"|\\()([^\")]*)").matcher(html); address.find();)
      assertTrue(address.group(1).startsWith("data:image/png;base64,") || address.group(1).startsWith("#"), address.group(1));
    assertFalse(html.contains("http:") || html.contains("https:"), "an address of another place");
  }

  @Test
  void namesAreNoMarkup() {
    String html = page().html();
    for (String raw : List.of("<net>", "<img>", "<dog>", "<a head>", "<b>", "a & b")) assertFalse(html.contains(raw), raw);
    assertTrue(html.contains("cat&#39;s &quot;&lt;img&gt;&quot;"), "the stem");
  }

  @Test
  void aCardForEachMapWithItsEquationFlagsAndParameters() {
    String html = page().html();
    assertEquals(3, html.split("<article", -1).length - 1);
    assertTrue(html.contains("[GC 2]") && html.contains("[OT 2]"), "tags of the equations");
    assertTrue(html.contains("a &quot;note&quot; &lt;b&gt;"), "flags");
    assertTrue(html.contains("Methods that do not apply"), "refusals");
    assertTrue(html.contains("<a href=\"#picture-1\">two</a>"), "contents");
  }

  /** Formulas stand in an element that scrolls, and the page brings the style that they need. */
  @Test
  void formulasAreNotCut() {
    String html = page().html();
    assertTrue(html.contains(Notation.style()));
    assertTrue(html.contains("<math"));
    assertFalse(html.replaceAll("(?s)<div class=\"formula\">.*?</div></div>", "").contains("<math"),
        "a formula outside of what scrolls");
  }

  @Test
  void itIsWrittenWhole(@TempDir Path folder) throws IOException {
    page().write(folder.resolve("report.html"));
    page().write(folder.resolve("report.html"));
    assertEquals(page().html(), Files.readString(folder.resolve("report.html")));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(1, files.count());
    }
  }
}
