package lucida.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lucida.core.Tensor;
import lucida.layers.ScoreKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportPageTest {
  @TempDir
  private Path folder;

  private String page() throws IOException {
    Path file = folder.resolve("report.html");
    try (ReportPage page = begin(file)) {
      List<ClassScore> scores = List.of(Sample.score(0, "0", 1, 0.25), Sample.SCORE);
      page.add(new ExplainedPicture("cat's \"<img>\"", Sample.shown(), scores,
          List.of(Sample.rectified("gradcam"), Sample.rectified("layercam")),
          List.of(new Refusal("cam", "layer/3", "CAM needs <a head>"))));
      page.add(new ExplainedPicture("t\u202ewo\u001b", Sample.shown(), scores, List.of(Sample.rectified("gradcam")), List.of()));
      page.leaveOut("broken <i>", "no picture");
      page.finish();
    }
    return Files.readString(file);
  }

  private static ReportPage begin(Path file) throws IOException {
    return ReportPage.begin(file, "What <net> looks at", new LinkedHashMap<>(Map.of("network", "a & b")));
  }

  @Test
  void everyElementIsClosed() throws IOException {
    Markup.assertBalanced(page());
  }

  /** Nothing is fetched: no address but those of the data in the page itself and of its own sections. */
  @Test
  void itIsSelfContained() throws IOException {
    String html = page();
    for (Matcher address = Pattern.compile("(?:src|href|url)(?:=\"|\\()([^\")]*)").matcher(html); address.find();)
      assertTrue(address.group(1).startsWith("data:image/png;base64,") || address.group(1).startsWith("#"), address.group(1));
    assertFalse(html.contains("http:") || html.contains("https:"), "an address of another place");
  }

  @Test
  void namesAreNoMarkup() throws IOException {
    String html = page();
    for (String raw : List.of("<net>", "<img>", "<dog>", "<a head>", "<b>", "a & b")) assertFalse(html.contains(raw), raw);
    assertTrue(html.contains("cat&#39;s &quot;&lt;img&gt;&quot;"), "the stem");
  }

  @Test
  void aCardForEachMapWithItsEquationFlagsAndParameters() throws IOException {
    String html = page();
    assertEquals(3, html.split("<article", -1).length - 1);
    assertTrue(html.contains("[GC 2]") && html.contains("[OT 2]"), "tags of the equations");
    assertTrue(html.contains("a &quot;note&quot; &lt;b&gt;"), "flags");
    assertTrue(html.contains("Methods that do not apply"), "refusals");
    assertTrue(html.contains("<a href=\"#picture-1\">t\\u202ewo\\u001b</a>"), "contents, with what nobody sees made visible");
    assertTrue(html.contains("<strong>broken &lt;i&gt;</strong>: no picture"), "what was left out");
  }

  /** Both sides of one score have a box, a heading and a row each; the higher first, whatever the order in which they were asked for. */
  @Test
  void classesAreGroupedByTheirScores() throws IOException {
    ClassScore score = ClassScore.of(Tensor.vector(-Math.log(3)), ScoreKind.SIGMOID, String::valueOf).getFirst();
    ExplainedMap map = Sample.rectified("gradcam");
    List<ExplainedMap> maps = Stream.of(score, score.against())
        .map(of -> new ExplainedMap(map.map(), of, map.layer(), 0, map.view())).toList();
    Path file = folder.resolve("sides.html");
    try (ReportPage page = begin(file)) {
      page.add(new ExplainedPicture("x", Sample.shown(), List.of(score), maps, List.of()));
      page.finish();
    }
    String html = Files.readString(file);
    for (List<String> two : List.of(List.of("checked value=\"against-0\"> against class 0", "checked value=\"0\"> class 0"),
        List.of("<h3>against class 0</h3>", "<h3>class 0</h3>"), List.of("75.0 %", "25.0 %")))
      assertTrue(html.contains(two.getFirst()) && html.indexOf(two.getFirst()) < html.indexOf(two.getLast()), two.toString());
    assertTrue(html.contains("Both sides of the score"));
    Markup.assertBalanced(html);
  }

  @Test
  void whatWasLeftOutIsCountedAndNamedOnce() throws IOException {
    Path file = folder.resolve("left.html");
    try (ReportPage page = begin(file)) {
      page.leaveOut("a/b.jpg", "a/b.jpg: the JPEG data are cut short");
      page.leaveOut("c.png", "c.png is a web page");
      page.add(new ExplainedPicture("x", Sample.shown(), List.of(Sample.SCORE), List.of(), List.of()));
      page.finish();
    }
    String html = Files.readString(file);
    assertTrue(html.contains("<a href=\"#left-out\">2 of 3 pictures were left out</a>") && html.contains("id=\"left-out\""));
    assertTrue(html.contains("<strong>a/b.jpg</strong>: the JPEG data are cut short</li>"));
    assertTrue(html.contains("<strong>c.png</strong> is a web page</li>"));
  }

  /** Formulas stand in an element that scrolls, and the page brings the style that they need. */
  @Test
  void formulasAreNotCut() throws IOException {
    String html = page();
    assertTrue(html.contains(MathMl.style()));
    assertTrue(html.contains("<math"));
    assertFalse(html.replaceAll("(?s)<div class=\"formula\">.*?</div></div>", "").contains("<math"),
        "a formula outside of what scrolls");
  }

  @Test
  void itIsWrittenWhole() throws IOException {
    assertEquals(page(), page());
    try (ReportPage page = begin(folder.resolve("report.html"))) {
      page.leaveOut("never", "finished");
    }
    assertFalse(Files.readString(folder.resolve("report.html")).contains("never"));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(1, files.count(), "parts are left");
    }
  }

  /** Each picture of noise is more than 0.5 MB in the page; 200 of them would be more than 100 MB, in a heap of 64 MB. */
  @Test
  void memoryDoesNotGrowWithThePictures() throws IOException, InterruptedException {
    Path file = folder.resolve("report.html");
    String path = Stream.of(System.getProperty("jdk.module.path"), System.getProperty("java.class.path"), "target/test-classes")
        .filter(Objects::nonNull).collect(Collectors.joining(File.pathSeparator));
    Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx64m",
        "-Djava.awt.headless=true", "-cp", path, ManyPictures.class.getName(), file.toString(), "200").inheritIO().start();
    assertEquals(0, process.waitFor());
    assertTrue(Files.size(file) > 100_000_000, Files.size(file) + " bytes");
  }
}
