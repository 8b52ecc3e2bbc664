package lucida.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import lucida.files.WholeFile;
import lucida.pictures.Picture;

/**
 * The page of a run: one file with everything in it. Pictures are written to it as they are done and then forgotten, so that a run over many
 * pictures takes no more memory than one over few; the file is there when it is finished.
 */
public final class ReportPage implements AutoCloseable {
  private final WholeFile file;
  private final List<String> stems = new ArrayList<>();
  private final SequencedMap<String, String> leftOut = new LinkedHashMap<>();
  private final SequencedMap<String, String> classes = new LinkedHashMap<>();
  private final SequencedMap<String, String> methods = new LinkedHashMap<>();

  private ReportPage(WholeFile file) {
    this.file = file;
  }

  /**
   * Begins a page without pictures.
   *
   * @param title its heading
   * @param facts about the run, by name
   */
  public static ReportPage begin(Path file, String title, SequencedMap<String, String> facts) throws IOException {
    WholeFile whole = WholeFile.begin(file);
    try {
      whole.append(head(title, facts));
    } catch (IOException | RuntimeException e) {
      whole.close();
      throw e;
    }
    return new ReportPage(whole);
  }

  /** Writes a picture. */
  public void add(ExplainedPicture picture) throws IOException {
    add(picture, List.of());
  }

  /** Writes a picture, and below its maps those of two classes beside their difference. */
  public void add(ExplainedPicture picture, List<Picture> differences) throws IOException {
    file.append(new PictureHtml(picture, stems.size(), differences).html());
    stems.add(picture.stem());
    picture.byClass().keySet().forEach(explained -> classes.putIfAbsent(explained.key(), explained.label()));
    picture.maps().forEach(map -> methods.putIfAbsent(map.method(), map.title()));
  }

  /** Names what could not be explained, with the reason. */
  public void leaveOut(String name, String reason) {
    leftOut.put(name, reason);
  }

  /** How many pictures have been written. */
  public int pictures() { return stems.size(); }

  /** Puts the page where it belongs. */
  public void finish() throws IOException {
    file.append(tail());
    file.finish();
  }

  /** Removes what was begun and not finished. */
  @Override
  public void close() throws IOException { file.close(); }

  private static String head(String title, SequencedMap<String, String> facts) {
    return Html.head(title, Html.resource("report.css") + MathMl.style()) + """
        <header>
        <div class="top"><h1>%s</h1><button type="button" id="theme" aria-label="Light or dark">◐</button></div>
        <dl>%s</dl>
        </header>
        <div class="controls" role="group" aria-label="How maps are shown">
        <label>map over picture <input type="range" class="opacity" min="0" max="100" value="50"></label>
        </div>
        <main>
        """.formatted(Html.escaped(title), Html.facts(facts));
  }

  /** What is known at the end only; the script moves it to the top. */
  private String tail() {
    return """
        </main>
        %s%s%s<dialog id="large" aria-label="Enlarged map"><form method="dialog"><button aria-label="Close" class="close">×</button></form>
        <div class="body"></div>
        <p class="steps"><label>map over picture <input type="range" class="opacity" min="0" max="100" value="50"></label><button type="button" class="step" data-step="-1" aria-label="Previous map">←</button><button type="button" class="step" data-step="1" aria-label="Next map">→</button></p>
        </dialog>
        <script>
        """
        .formatted(leftOut(), contents(), choices()) + Html.resource("theme.js") + Html.resource("report.js")
        + "</script>\n</body>\n</html>\n";
  }

  private String leftOut() {
    if (leftOut.isEmpty()) return "";
    String items = leftOut.entrySet().stream().map(e -> item(e.getKey(), e.getValue())).collect(Collectors.joining());
    int all = leftOut.size() + stems.size();
    return """
        <p class="omitted"><a href="#left-out">%d of %d %s left out</a></p>
        <section class="left-out" id="left-out"><h2>Left out</h2>
        <ul>
        %s</ul></section>
        """.formatted(leftOut.size(), all, all == 1 ? "picture was" : "pictures were", items);
  }

  /** A reason that begins with the name does not repeat it. */
  private static String item(String name, String reason) {
    String rest = reason.startsWith(name) ? reason.substring(name.length()) : ": " + reason;
    return "<li><strong>" + Html.escaped(name) + "</strong>" + Html.escaped(rest) + "</li>\n";
  }

  private String contents() {
    if (stems.size() < 2) return "";
    StringBuilder links = new StringBuilder("<nav aria-label=\"Pictures\">");
    for (int i = 0; i < stems.size(); i++)
      links.append("<a href=\"#picture-").append(i).append("\">").append(Html.escaped(stems.get(i))).append("</a>");
    return links.append("</nav>\n").toString();
  }

  private String choices() {
    return choice("class", "Classes", classes) + choice("method", "Methods", methods);
  }

  /** What can be hidden, where there is more than one of it. */
  private static String choice(String kind, String label, SequencedMap<String, String> names) {
    if (names.size() < 2) return "";
    return names.entrySet().stream()
        .map(name -> "<label><input type=\"checkbox\" class=\"choice\" data-kind=\"" + kind + "\" checked value=\"" + name.getKey()
            + "\"> " + Html.escaped(name.getValue()) + "</label>")
        .collect(
            Collectors.joining("", "<span class=\"choices\" hidden role=\"group\" aria-label=\"" + label + "\">", "</span>\n"));
  }
}
