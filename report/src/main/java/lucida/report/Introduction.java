package lucida.report;

import static lucida.report.Html.escaped;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What a page of an evaluation begins with.
 *
 * @param title of the page
 * @param idea why its numbers say something, a paragraph; may be empty
 * @param tables that belong to the idea, this page's among them; may be none
 * @param examples pictures, each with where a map should be laid over it
 */
public record Introduction(String title, String idea, List<Asked> tables, List<ShownCase> examples) {
  /**
   * A table that belongs to the idea, with a page of its own in a folder beside this one's.
   *
   * @param question that it answers
   * @param folder of its page
   * @param isHere whether this is its page
   */
  public record Asked(String question, String folder, boolean isHere) {
    String html() {
      return isHere
          ? "<li><b>" + escaped(question) + "</b> This page.</li>\n"
          : "<li><a href=\"../" + escaped(folder) + "/report.html\">" + escaped(question) + "</a></li>\n";
    }
  }

  /** Of an evaluation that no more is known about. */
  public static final Introduction USUAL = new Introduction("Are the maps right?", "", List.of(), List.of());

  /** Lists are kept as they are now. */
  public Introduction {
    tables = List.copyOf(tables);
    examples = List.copyOf(examples);
  }

  String html() {
    if (idea.isEmpty() && examples.isEmpty()) return "";
    return "<section id=\"idea\">\n<p class=\"idea\">" + escaped(idea) + "</p>\n" + asked()
        + examples.stream().map(Introduction::figure)
            .collect(Collectors.joining("", "<div class=\"cases\">\n", "</div>\n"))
        + "</section>\n";
  }

  private String asked() {
    return tables.isEmpty()
        ? ""
        : tables.stream().map(Asked::html).collect(Collectors.joining("", "<ul class=\"idea\">\n", "</ul>\n"));
  }

  private static String figure(ShownCase example) {
    return """
        <figure class="case"><div class="pair">%s%s</div><figcaption>A picture, and its true mask of <b>%s</b></figcaption></figure>
        """
        .formatted(CasesHtml.image(example.plain(), "picture"), CasesHtml.image(example.overlay(), "truth over the picture"),
            escaped(example.explained()));
  }
}
