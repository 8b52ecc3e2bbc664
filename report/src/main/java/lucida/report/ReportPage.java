package lucida.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import lucida.cam.equations.Html;
import lucida.cam.equations.Notation;
import lucida.core.WholeFile;

/**
 * The page of a run: one file with everything in it. Pictures are added as they are done and only their HTML is kept, so that a run over many
 * pictures stays small.
 */
public final class ReportPage {
  private final String title;
  private final SequencedMap<String, String> facts;
  private final List<String> stems = new ArrayList<>();
  private final StringBuilder styles = new StringBuilder();
  private final StringBuilder sections = new StringBuilder();
  private final Map<Integer, String> classes = new TreeMap<>();

  /**
   * A page without pictures.
   *
   * @param title its heading
   * @param facts about the run, by name
   */
  public ReportPage(String title, SequencedMap<String, String> facts) {
    this.title = title;
    this.facts = facts;
  }

  /** Adds a picture. */
  public void add(ExplainedPicture picture) {
    PictureHtml html = new PictureHtml(picture, stems.size());
    stems.add(picture.stem());
    styles.append(html.style());
    sections.append(html.html());
    picture.maps().forEach(map -> classes.put(map.of().id(), map.of().label()));
  }

  /** Writes it, whole or not at all. */
  public void write(Path file) throws IOException {
    WholeFile.write(file, html());
  }

  /** All of it. */
  public String html() {
    return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
        <title>%s</title>
        <style>
        """
        .formatted(Html.escaped(title)) + MethodText.resource("report.css") + Notation.style() + styles + """
            </style>
            </head>
            <body>
            <header>
            <div class="top"><h1>%s</h1><button type="button" id="theme" aria-label="Light or dark">◐</button></div>
            <dl>%s</dl>
            %s</header>
            <div class="controls" role="group" aria-label="How maps are shown">
            <label>map over picture <input type="range" class="opacity" min="0" max="100" value="50"></label>
            %s</div>
            <main>
            """.formatted(Html.escaped(title), factRows(), contents(), choice()) + sections
        + """
            </main>
            <dialog id="large" aria-label="Enlarged map"><form method="dialog"><button aria-label="Close" class="close">×</button></form>
            <div class="body"></div>
            <p class="steps"><label>map over picture <input type="range" class="opacity" min="0" max="100" value="50"></label><button type="button" class="step" data-step="-1" aria-label="Previous map">←</button><button type="button" class="step" data-step="1" aria-label="Next map">→</button></p>
            </dialog>
            <script>
            """
        + MethodText.resource("report.js") + "</script>\n</body>\n</html>\n";
  }

  private String factRows() {
    return facts.entrySet().stream()
        .map(f -> "<div><dt>" + Html.escaped(f.getKey()) + "</dt><dd>" + Html.escaped(f.getValue()) + "</dd></div>")
        .collect(Collectors.joining());
  }

  private String contents() {
    if (stems.size() < 2) return "";
    StringBuilder links = new StringBuilder("<nav aria-label=\"Pictures\">");
    for (int i = 0; i < stems.size(); i++)
      links.append("<a href=\"#picture-").append(i).append("\">").append(Html.escaped(stems.get(i))).append("</a>");
    return links.append("</nav>\n").toString();
  }

  private String choice() {
    if (classes.size() < 2) return "";
    return classes.entrySet().stream()
        .map(c -> "<label><input type=\"checkbox\" class=\"choice\" checked value=\"" + c.getKey() + "\"> "
            + Html.escaped(c.getValue()) + "</label>")
        .collect(Collectors.joining("", "<span class=\"choices\" role=\"group\" aria-label=\"Classes\">", "</span>\n"));
  }
}
