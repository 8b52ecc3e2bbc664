package lucida.report;

import static lucida.report.Html.escaped;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import lucida.files.WholeFile;
import lucida.judge.bias.Cue;
import lucida.judge.bias.MappedPicture;
import lucida.judge.bias.Spot;
import lucida.judge.results.BiasTable;
import lucida.judge.results.SummaryFiles;
import lucida.layers.Names;
import lucida.pictures.Filter;
import lucida.pictures.Picture;
import lucida.pictures.Resize;

/**
 * The page of what goes with classes and is not their object.
 *
 * @param table all cues
 */
public record BiasPage(BiasTable table) {
  private static final String TITLE = "What goes with a class and is not its object?";
  private static final String IDEA = """
      A network takes whatever helps: the lantern that hangs in every scene of a class, the watermark on its photographs. Maps show it (Selvaraju et al. 2017, arXiv 1610.02391, section 6.3). For each class the patches are
      searched that recur where its maps are strong, outside of objects where these are known, and that few pictures of other classes have; and places at which its maps are always strong. Each cue was chosen on half of the
      pictures, and its numbers are of the other half. Whether it is a bias is for you to say: it may be the object itself where nobody says where that is.""";
  private static final int SHOWN = 6;
  private static final int LISTED = 5;
  private static final int FRAME = 0xE0218A;
  private static final int LARGE = 6;

  /** Shows pictures when their turn comes. */
  @FunctionalInterface
  public interface Cases {
    /** The picture of a number, with its map over it. */
    ShownMap of(int number) throws IOException;
  }

  /** A picture, and its map over it. */
  public record ShownMap(String name, Picture plain, Picture mapped) {}

  /** Writes it to a file. */
  public void write(Path file, Cases cases) throws IOException {
    try (WholeFile page = WholeFile.begin(file)) {
      page.append(Html.head(TITLE, Html.resource("report.css") + Html.resource("evaluation.css"))
          + Html.header(TITLE, table.facts(), "<a href=\"#cues\">cues</a>") + Html.idea(IDEA));
      page.append("<section id=\"cues\"><h2>" + escaped(summary()) + "</h2>\n");
      for (Cue cue : table.cues()) page.append(cue(cue, cases));
      page.append("</section>\n" + Html.end());
      page.finish();
    }
  }

  private String summary() {
    return table.cues().isEmpty()
        ? Names.capitalised(table.nothing())
        : table.cues().size() + (table.cues().size() == 1 ? " cue in " : " cues in ") + table.counted();
  }

  private String cue(Cue cue, Cases cases) throws IOException {
    String looks = cue.looks().map(patch -> figure("the patch, from the mean of all",
        new Resize(patch.width() * 16, patch.height() * 16, Filter.NEAREST).of(patch))).orElse("");
    StringBuilder html = new StringBuilder("<h3>%s: %s, %s</h3>\n<p class=\"sub\">%s</p>\n<div class=\"strip\">%s".formatted(
        escaped(table.name().apply(cue.label())), cue.kind().words(), cue.strength(), escaped(sentence(cue)), looks));
    for (Map.Entry<Integer, Spot> seen : cue.seen().entrySet().stream().limit(SHOWN).toList()) {
      ShownMap shown = cases.of(seen.getKey());
      html.append(figure(shown.name(), framed(shown.plain(), seen.getValue())));
      html.append(figure("its map", framed(shown.mapped(), seen.getValue())));
    }
    return html.append("</div>\n").append(frequencies(cue)).toString();
  }

  /** What was measured of it, in a sentence. */
  private static String sentence(Cue cue) {
    return String.format(Locale.ROOT,
        "Seen in %.0f %% more pictures of the class than of others [%.0f, %.0f]; %.0f %% of the class's maps lie there; at the border in %.0f %%.%s",
        100 * cue.excess(), 100 * cue.interval().low(), 100 * cue.interval().high(), 100 * cue.energy(),
        100 * cue.atBorder(),
        cue.onTruth().map(
            share -> String.format(Locale.ROOT, " In truth, which the search does not see: %.0f %% lie on the cue.", 100 * share))
            .orElse(""));
  }

  private String frequencies(Cue cue) {
    List<Map.Entry<Integer, Double>> all = table.frequent(cue);
    String rows = all.stream().limit(LISTED).map(of -> "<tr><th scope=\"row\">%s</th><td>%s</td></tr>\n".formatted(
        escaped(table.name().apply(of.getKey())), SummaryFiles.shown(100 * of.getValue()))).collect(Collectors.joining());
    double rest = all.stream().skip(LISTED).mapToDouble(Map.Entry::getValue).average().orElse(Double.NaN);
    return "<div class=\"wide\"><table class=\"methods\">\n<thead><tr><th>class</th><th scope=\"col\">of its pictures, %</th></tr></thead>\n<tbody>\n"
        + rows
        + (Double.isNaN(rest)
            ? ""
            : "<tr><th scope=\"row\">the mean of the rest</th><td>" + SummaryFiles.shown(100 * rest) + "</td></tr>\n")
        + "</tbody>\n</table></div>\n";
  }

  private static String figure(String title, Picture picture) {
    return "<figure>" + CasesHtml.image(picture, title) + "<figcaption>" + escaped(title) + "</figcaption></figure>\n";
  }

  /** A picture with a frame around a spot. */
  private static Picture framed(Picture picture, Spot spot) {
    double scale = Math.max(picture.width(), picture.height()) / (double) MappedPicture.SIDE;
    int left = (int) Math.round(scale * spot.left()), top = (int) Math.round(scale * spot.top());
    int side = (int) Math.round(scale * spot.side()), line = Math.max(1, side / (2 * LARGE));
    return Picture.painted(picture.width(), picture.height(), (x, y) -> {
      boolean inside = x >= left - line && x < left + side + line && y >= top - line && y < top + side + line;
      boolean within = x >= left && x < left + side && y >= top && y < top + side;
      return inside && !within ? FRAME : picture.rgb(x, y);
    });
  }
}
