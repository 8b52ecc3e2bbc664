package lucida.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import lucida.files.WholeFile;

/** The page of derivatives: one file with everything in it, a section for each picture, class and layer, written as they are done. */
public final class DerivativePage implements AutoCloseable {
  private final WholeFile file;
  private final SequencedMap<String, String> leftOut = new LinkedHashMap<>();

  private DerivativePage(WholeFile file) {
    this.file = file;
  }

  /**
   * Begins a page.
   *
   * @param facts about the run, by name
   */
  public static DerivativePage begin(Path file, SequencedMap<String, String> facts) throws IOException {
    WholeFile whole = WholeFile.begin(file);
    try {
      whole.append(head(facts));
    } catch (IOException | RuntimeException e) {
      whole.close();
      throw e;
    }
    return new DerivativePage(whole);
  }

  private static String head(SequencedMap<String, String> facts) {
    String rows = facts.entrySet().stream()
        .map(f -> "<dt>" + Html.escaped(f.getKey()) + "</dt><dd>" + Html.escaped(f.getValue()) + "</dd>\n")
        .collect(Collectors.joining());
    return Html.head("Second and third derivatives", Html.resource("book.css") + Html.resource("derivatives.css"))
        + """
            <header>
            <h1>Second and third derivatives</h1>
            <p>D1, D2, D3: the derivatives of Y by one cell of A, all others held; α = D2 / (2 D2 + (Σ A<sup>k</sup>) D3) weighs positions in Grad-CAM++ [PP 4].</p>
            <dl>%s</dl>
            </header>
            <main>
            """
            .formatted(rows);
  }

  /** Writes a section. */
  public void add(StudiedPicture picture) throws IOException {
    file.append(new DerivativeHtml(picture).html());
  }

  /** Names what could not be done, with the reason. */
  public void leaveOut(String name, String reason) {
    leftOut.put(name, reason);
  }

  /** Puts the page where it belongs. */
  public void finish() throws IOException {
    if (!leftOut.isEmpty())
      file.append(leftOut.entrySet().stream()
          .map(e -> "<li><b>" + Html.escaped(e.getKey()) + "</b> " + Html.escaped(e.getValue()) + "</li>\n")
          .collect(Collectors.joining("", "<section><h2>Left out</h2>\n<ul>\n", "</ul></section>\n")));
    file.append("</main>\n</body>\n</html>\n");
    file.finish();
  }

  /** Removes what was begun and not finished. */
  @Override
  public void close() throws IOException { file.close(); }
}
