package lucida.report;

import static lucida.report.Html.escaped;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lucida.files.WholeFile;
import lucida.judge.play.Place;
import lucida.judge.play.PlayTable;
import lucida.pictures.ContactSheet;
import lucida.pictures.Panel;
import lucida.pictures.Picture;

/**
 * The page of a network that plays, with a slider through each game, and the same games as strips of film, {@code film.png}.
 *
 * @param table how well it plays, and where it looks
 * @param games those that are shown
 */
public record PlayPage(PlayTable table, List<PlayedGame> games) {
  private static final String TITLE = "Does a network that plays look at what matters?";
  private static final String IDEA = """
      A network learned from pictures alone what each move of a game is worth: a ball falls a row a move, and the paddle in the last row moves to catch it. Grad-CAM never asks what is differentiated, as long as it is one number
      (Selvaraju et al. 2017, arXiv 1610.02391): here it is the worth of the move that is made, its value, or how much more it is worth than the others are on average, its advantage. Where ball and paddle are is known,
      so that it can be counted how much of each map lies on them, beside maps of random numbers. Intervals are of games, drawn again with all their moments.""";
  private static final int STRIP = 120;
  private static final int WIDTH = 1400;

  /** Writes the page and the strips to a folder. Returns the names of the strips' files. */
  public List<String> write(Path folder) throws IOException {
    WholeFile.write(folder.resolve("report.html"), html());
    List<String> names = new ArrayList<>();
    if (games.isEmpty()) return names;
    List<Picture> pages = film().pages();
    for (int n = 0; n < pages.size(); n++) {
      names.add(n == 0 ? "film.png" : "film-" + (n + 1) + ".png");
      pages.get(n).write(folder.resolve(names.getLast()));
    }
    return names;
  }

  private String html() {
    return Html.head(TITLE, Html.resource("report.css") + Html.resource("evaluation.css") + Html.resource("play.css"))
        + Html.header(TITLE, table.facts(), "<a href=\"#games\">games</a><a href=\"#maps\">maps</a>") + Html.idea(IDEA)
        + "<section id=\"games\"><h2>Games</h2>\n" + players() + "<div class=\"games\">\n"
        + games.stream().map(PlayPage::game).collect(Collectors.joining()) + "</div></section>\n"
        + "<section id=\"maps\"><h2>Where the maps lie</h2>\n" + lines() + leftOut() + "</section>\n<script>\n"
        + Html.resource("play.js") + "</script>\n" + Html.end();
  }

  private String players() {
    return "<p class=\"sub\">" + table.players().entrySet().stream()
        .map(
            player -> escaped(player.getKey()) + " catches the ball in " + PlayTable.percent(player.getValue()) + " % of the games")
        .collect(Collectors.joining("; ")) + ".</p>\n";
  }

  private static String game(PlayedGame game) {
    int last = game.frames().size();
    return """
        <div class="game"><h3>%s</h3>
        <div class="steer"><button type="button" class="run" aria-label="Play">▶</button><input type="range" min="1" max="%d" value="1" aria-label="Move"><output>1 of %d</output></div>
        %s</div>
        """
        .formatted(escaped(game.title()), last, last, game.frames().stream().map(PlayPage::frame).collect(Collectors.joining()));
  }

  private static String frame(PlayedGame.Frame frame) {
    String pictures = figure("what it sees", frame.plain())
        + frame.maps().stream().map(map -> figure(map.title(), map.picture())).collect(Collectors.joining());
    String worth = IntStream.range(0, frame.moves().size()).mapToObj(m -> "<span%s>%s %s</span>".formatted(
        m == frame.chosen() ? " class=\"chosen\"" : "", escaped(frame.moves().get(m).move()), number(frame.moves().get(m).value())))
        .collect(Collectors.joining());
    return "<div class=\"moment\"><div class=\"seen\">" + pictures + "</div><p class=\"worth\">" + worth + "</p></div>\n";
  }

  private static String figure(String title, Picture picture) {
    return "<figure>" + CasesHtml.image(picture, title) + "<figcaption>" + escaped(title) + "</figcaption></figure>\n";
  }

  private String lines() {
    String rows = table.lines().stream()
        .map(line -> "<tr><th scope=\"row\">%s, on the %s</th><td>%s</td><td>%s</td><td>%s</td><td>%s</td></tr>\n"
            .formatted(escaped(line.map()), line.place() == Place.EITHER ? "ball or the paddle" : line.place(),
                line.energy().text(), line.hits().text(), line.more().text(), PlayTable.percent(line.area())))
        .collect(Collectors.joining());
    return "<div class=\"wide\"><table class=\"methods\">\n<thead><tr><th>map</th><th scope=\"col\">of its energy, %</th><th scope=\"col\">its largest cell, %</th>"
        + "<th scope=\"col\">energy more than of random maps</th><th scope=\"col\">of the picture, %</th></tr></thead>\n<tbody>\n"
        + rows
        + "</tbody>\n</table></div>\n";
  }

  private String leftOut() {
    return table.leftOut().isEmpty()
        ? ""
        : table.leftOut().entrySet().stream()
            .map(e -> "<li><b>" + escaped(e.getKey()) + "</b>: " + escaped(e.getValue()) + "</li>\n")
            .collect(Collectors.joining("", "<p>Left out:</p><ul>\n", "</ul>\n"));
  }

  private static String number(double value) { return String.format(Locale.ROOT, "%.2f", value); }

  /** A strip of what was seen, and one of each map, for each game. */
  private ContactSheet film() {
    List<ContactSheet.Group> groups = new ArrayList<>();
    for (PlayedGame game : games) {
      groups.add(new ContactSheet.Group(game.title(),
          game.frames().stream().map(frame -> Panel.of(frame.moves().get(frame.chosen()).move(),
              frame.plain(), number(frame.moves().get(frame.chosen()).value()))).toList()));
      for (int m = 0; m < game.frames().getFirst().maps().size(); m++) {
        int map = m;
        groups.add(new ContactSheet.Group(game.frames().getFirst().maps().get(m).title(),
            game.frames().stream().map(frame -> Panel.of("", frame.maps().get(map).picture(), "")).toList()));
      }
    }
    return new ContactSheet(new ContactSheet.Head("Games, and what the moves were chosen by",
        List.of("above each picture the move that was made, below what the network says it is worth"), Optional.empty()), groups,
        ContactSheet.Arrangement.STACKED, WIDTH, STRIP);
  }
}
