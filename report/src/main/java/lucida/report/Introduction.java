package lucida.report;

import static lucida.report.Html.escaped;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What a page of an evaluation begins with.
 *
 * @param title of the page
 * @param idea why its numbers say something, a paragraph; may be empty
 * @param examples pictures, each with where a map should be laid over it
 */
public record Introduction(String title, String idea, List<ShownCase> examples) {
  /** Of an evaluation that no more is known about. */
  public static final Introduction USUAL = new Introduction("Are the maps right?", "", List.of());

  /** The list is kept as it is now. */
  public Introduction {
    examples = List.copyOf(examples);
  }

  String html() {
    if (idea.isEmpty() && examples.isEmpty()) return "";
    return "<section id=\"idea\">\n<p class=\"idea\">" + escaped(idea) + "</p>\n"
        + examples.stream().map(Introduction::figure)
            .collect(Collectors.joining("", "<div class=\"cases\">\n", "</div>\n"))
        + "</section>\n";
  }

  private static String figure(ShownCase example) {
    return """
        <figure class="case"><div class="pair">%s%s</div><figcaption>A picture, and where the map of <b>%s</b> should be</figcaption></figure>
        """
        .formatted(CasesHtml.image(example.plain(), "picture"), CasesHtml.image(example.overlay(), "truth over the picture"),
            escaped(example.explained()));
  }
}
