package lucida.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The pages as a browser lays them out, at the width of a screen and of two telephones: nothing is wider than the page, every picture can be
 * decoded, every formula has a size. Where the environment says {@code CI=true} a browser has to be there; elsewhere the test is reported as
 * skipped without one.
 */
class PagesInABrowserTest {
  private static final List<Integer> WIDTHS = List.of(1400, 420, 390);

  /** Looks at the page from inside, with everything unfolded, and tells the page around it. */
  private static final String PROBE = """
      <script>
      addEventListener('load', async () => {
        const wrong = [], say = (what, e) => wrong.push(what + ' ' + e.tagName.toLowerCase() + '.' + e.getAttribute('class') + ' ' + e.textContent.trim().slice(0, 30));
        for (const d of document.querySelectorAll('details')) d.open = true;
        await new Promise(resolve => setTimeout(resolve, 200));
        const width = document.documentElement.clientWidth;
        const scrolls = e => e && e !== document.body && (getComputedStyle(e).overflowX !== 'visible' || scrolls(e.parentElement));
        for (const e of document.querySelectorAll('body *'))
          if (e.getBoundingClientRect().right > width + 1 && e.getClientRects().length && !scrolls(e)) say('wide', e);
        if (document.documentElement.scrollWidth > width) wrong.push('the page is ' + document.documentElement.scrollWidth + ' wide');
        const formulas = document.querySelectorAll('math');
        for (const e of formulas) { const r = e.getBoundingClientRect(); if (!(r.width > 0 && r.height > 0)) say('empty', e); }
        const sources = new Set([...document.images].map(i => i.src).concat(document.documentElement.outerHTML.match(/data:image\\/[a-z+]+;base64,[A-Za-z0-9+\\/=]+/g) || []));
        await Promise.all([...sources].map(src => { const i = new Image(); i.src = src; return i.decode().catch(() => wrong.push('picture ' + src.slice(0, 40))); }));
        parent.postMessage(width + ': ' + formulas.length + ' formulas, ' + sources.size + ' pictures, ' + (wrong.length ? wrong.slice(0, 9).join('; ') : 'all well'), '*');
      });
      </script>
      """;

  /** The browser's clock does not wait for pictures that are decoded in other threads: on a busy machine it may print the document before all frames have reported. */
  private static final int ATTEMPTS = 6;

  @TempDir
  private Path folder;
  private Browser browser = new Browser(Path.of("chromium"));

  @BeforeEach
  void browser() {
    browser = Browser.required();
  }

  /** What the page says of itself in a frame of each width: "1400: 8 formulas, 6 pictures, all well". */
  private List<String> seen(Path page) throws IOException, InterruptedException {
    Path probed = folder.resolve("probed.html"), frames = folder.resolve("frames.html");
    Files.writeString(probed, Files.readString(page).replace("</body>", PROBE + "</body>"));
    StringBuilder html = new StringBuilder("<!DOCTYPE html><ul></ul><script>addEventListener('message', m => "
        + "{const i = document.createElement('li'); i.textContent = m.data; document.querySelector('ul').append(i)})</script>");
    for (int width : WIDTHS)
      html.append("<iframe src='probed.html' style='width:%dpx;height:900px;border:0'></iframe>".formatted(width));
    Files.writeString(frames, html);
    List<String> seen = List.of();
    for (int attempt = 0; attempt < ATTEMPTS && seen.size() < WIDTHS.size(); attempt++) {
      String document = browser.document(frames, Files.createDirectories(folder.resolve("profile" + attempt)));
      seen = Pattern.compile("<li>([^<]*)</li>").matcher(document).results().map(found -> found.group(1)).sorted().toList();
    }
    return seen;
  }

  private void assertFine(Path page, String what) throws IOException, InterruptedException {
    List<String> seen = seen(page);
    assertEquals(WIDTHS.size(), seen.size(), "a report for each width: " + seen);
    for (String report : seen) assertTrue(report.matches(what + ", all well"), report);
  }

  private void lucida(String... arguments) {
    StringWriter err = new StringWriter();
    assertEquals(0, Main.run(new PrintWriter(new StringWriter()), new PrintWriter(err, true), arguments), err.toString());
  }

  /** Two classes and methods of layers and of pixels: the picture and four maps, and the scrollbar leaves its width. */
  @Test
  void thePageOfExplain() throws IOException, InterruptedException {
    lucida("explain", "--class", "top2", "--method", "gradcam++,guided-gradcam", "--out", folder.resolve("out").toString());
    assertFine(folder.resolve("out/report.html"), "\\d+: [1-9]\\d* formulas, 5 pictures");
  }

  /** The maps of both forms, their difference, α and its condition. */
  @Test
  void thePageOfDerivatives() throws IOException, InterruptedException {
    lucida("derivatives", "--model", "scenes-vgg", "--score", "probability", "--checks", "8", "--out",
        folder.resolve("out").toString());
    assertFine(folder.resolve("out/derivatives.html"), "\\d+: 0 formulas, 5 pictures");
  }

  /** Three methods and controls by three metrics: their plots, and each one's worst, median and best picture with its map. */
  @Test
  void thePageOfAnEvaluation() throws IOException, InterruptedException {
    lucida("evaluate", "--scenes", "pair:4", "--methods", "gradcam,gradcam++,guided-gradcam", "--metrics",
        "average-drop,insertion,energy-pointing-game", "--out", folder.resolve("out").toString());
    assertFine(folder.resolve("out/report.html"), "\\d+: 0 formulas, [1-9]\\d+ pictures");
  }

  /** A picture before and after an attack, its change, and a map of both. */
  @Test
  void thePageOfAttacks() throws IOException, InterruptedException {
    lucida("adversarial", "--pictures", "1", "--attacks", "fgsm", "--methods", "gradcam", "--out",
        folder.resolve("out").toString());
    assertFine(folder.resolve("out/report.html"), "\\d+: 0 formulas, 5 pictures");
  }

  /** Maps of two methods while two stages of layers become random, and the picture itself. */
  @Test
  void thePageOfSanityChecks() throws IOException, InterruptedException {
    lucida("sanity", "--methods", "gradcam,guided-backprop", "--pictures", "2", "--stages", "2", "--tests", "cascading,efficient",
        "--out",
        folder.resolve("out").toString());
    assertFine(folder.resolve("out/report.html"), "\\d+: 0 formulas, 7 pictures");
  }

  /** One mistake: the picture, two maps and their difference, two of pixels. */
  @Test
  void thePageOfFailures() throws IOException, InterruptedException {
    lucida("failures", "--scenes", "pair:8", "--show", "1", "--out", folder.resolve("out").toString());
    assertFine(folder.resolve("out/report.html"), "\\d+: 0 formulas, [1-9]\\d* pictures");
  }

  /** Two channels with their patches, one decision with its picture and its map. */
  @Test
  void thePageOfNeurons() throws IOException, InterruptedException {
    lucida("neurons", "--scenes", "single:4", "--show", "2", "--decisions", "1", "--out", folder.resolve("out").toString());
    assertFine(folder.resolve("out/report.html"), "\\d+: 0 formulas, 4 pictures");
  }

  @Test
  void thePageOfTheBook() throws IOException, InterruptedException {
    Path book = folder.resolve("book.html");
    lucida("equations", "--tag", "GC,PP", "--out", book.toString());
    assertFine(book, "\\d+: [1-9]\\d* formulas, \\d+ pictures");
  }

  /** The test can fail: a page that is too wide, with a picture that is none. */
  @Test
  void whatIsWrongIsSeen() throws IOException, InterruptedException {
    Path page = folder.resolve("wrong.html");
    Files.writeString(page, "<!DOCTYPE html><body><p style='width:2000px'>wide</p><img src='data:image/png;base64,AAAA'></body>");
    List<String> seen = seen(page);
    assertEquals(WIDTHS.size(), seen.size(), seen.toString());
    for (String report : seen) {
      assertTrue(report.contains("wide p.null wide"), report);
      assertTrue(report.contains("picture data:image/png"), report);
    }
  }
}
