package lucida.report;

import static lucida.report.Html.escaped;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import lucida.files.WholeFile;
import lucida.judge.results.EmergenceTable;
import lucida.judge.results.EmergenceTable.EmergenceRow;
import lucida.judge.results.SummaryFiles;

/**
 * The page of how detectors emerge in a training, {@code report.html}, with its plot as SVG and PNG.
 *
 * @param table what was counted
 */
public record EmergencePage(EmergenceTable table) {
  private static final String TITLE = "When do detectors emerge?";
  private static final String IDEA = """
      A network is trained from a seed, and after each epoch the channels of its layers are dissected: of how many different concepts is there a channel that detects it (Zhou et al. 2015, arXiv 1412.6856; Bau et al. 2017,
      arXiv 1704.05796)? Epoch 0 has random weights. Nobody told the network of parts, backdrops or colours, only the class of each picture.""";
  private static final int LEFT = 56;
  private static final int RIGHT = 640;
  private static final int BOTTOM = 280;
  private static final int TOP = 16;
  private static final int LINE = 20;

  /** Writes it. */
  public void write(Path folder) throws IOException {
    Plot plot = plot();
    plot.write(folder);
    String rows = table.rows().stream().map(EmergencePage::row).collect(Collectors.joining());
    WholeFile.write(folder.resolve("report.html"), Html.head(TITLE, Html.resource("report.css") + Html.resource("evaluation.css"))
        + Html.header(TITLE, table.facts(), "<a href=\"#course\">course</a><a href=\"#numbers\">numbers</a>") + Html.idea(IDEA)
        + "<section id=\"course\"><h2>Different things that are detected</h2>\n<div class=\"wide\">" + plot.inPage()
        + "</div></section>\n"
        + "<section id=\"numbers\"><h2>Numbers</h2>\n<div class=\"wide\"><table class=\"methods\">\n<thead><tr><th>epoch, layer</th><th scope=\"col\">held back, %</th><th scope=\"col\">detectors</th><th scope=\"col\">different</th>"
        + "<th scope=\"col\">objects</th><th scope=\"col\">parts</th><th scope=\"col\">backdrops</th><th scope=\"col\">colours</th></tr></thead>\n<tbody>\n"
        + rows
        + "</tbody>\n</table></div></section>\n" + Html.end());
  }

  private static String row(EmergenceRow row) {
    return "<tr><th scope=\"row\">%d, %s</th><td>%s</td><td>%d of %d</td><td>%d</td>%s</tr>\n".formatted(row.epoch(),
        escaped(row.layer()),
        row.accuracy().isEmpty() ? "–" : SummaryFiles.shown(100 * row.accuracy().getAsDouble()), row.detectors(), row.channels(),
        row.unique(),
        row.byCategory().stream().map(n -> "<td>" + n + "</td>").collect(Collectors.joining()));
  }

  private Plot plot() {
    long last = table.rows().stream().mapToLong(EmergenceRow::epoch).max().orElse(1);
    long most = table.rows().stream().mapToLong(EmergenceRow::unique).max().orElse(1);
    PlotScale x = new PlotScale(0, last, LEFT, RIGHT), y = new PlotScale(0, Math.max(1, most), BOTTOM, TOP);
    List<PlotMark> marks = new ArrayList<>(y.horizontal(LEFT, RIGHT));
    marks.addAll(x.vertical(TOP, BOTTOM));
    marks.add(new PlotMark.Words("epochs", new PlotMark.At((LEFT + RIGHT) / 2.0, BOTTOM + 34), PlotMark.Anchor.MIDDLE, 12,
        PlotColour.QUIET));
    List<String> layers = table.layers();
    for (int i = 0; i < layers.size(); i++) {
      PlotColour colour = PlotColour.series(i);
      List<PlotMark.At> points = table.of(layers.get(i)).stream()
          .map(row -> new PlotMark.At(x.at((double) row.epoch()), y.at((double) row.unique())))
          .toList();
      marks.add(new PlotMark.Path(points, 2, 0, colour));
      points.forEach(at -> marks.add(new PlotMark.Dot(at, 3, 1, colour)));
      double at = TOP + LINE * (i + 0.5);
      marks.add(PlotMark.Path.line(RIGHT + 16, at, RIGHT + 40, at, 2, colour));
      marks.add(new PlotMark.Words(layers.get(i), new PlotMark.At(RIGHT + 46, at + 4), PlotMark.Anchor.START, 12, PlotColour.INK));
    }
    return new Plot("emergence", "Different concepts that are detected, by layer, after each epoch", RIGHT + 160, BOTTOM + 44,
        marks);
  }
}
