package lucida.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import lucida.judge.play.PlayTable;

/**
 * How well a network plays and where it looks, in plain text.
 *
 * @param table all of it
 */
record PlayText(PlayTable table) {
  String text() {
    String players = table.players().entrySet().stream()
        .map(player -> player.getKey() + " " + PlayTable.percent(player.getValue()) + " %").collect(Collectors.joining(", "));
    List<List<String>> rows = new ArrayList<>(
        List.of(List.of("map", "place", "energy, %", "largest cell, %", "energy more than of random maps", "of the picture, %")));
    for (PlayTable.Line line : table.lines())
      rows.add(List.of(line.map(), line.place().toString(), line.energy().text(), line.hits().text(), line.more().text(),
          PlayTable.percent(line.area())));
    String left = table.leftOut().entrySet().stream()
        .map(e -> System.lineSeparator() + "  " + e.getKey() + " does not apply: " + e.getValue()).collect(Collectors.joining());
    return "caught: " + players + System.lineSeparator() + TextTable.laid(rows) + left;
  }
}
