package lucida.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import lucida.judge.bias.Cue;
import lucida.judge.bias.CueStrength;
import lucida.judge.results.BiasTable;

/**
 * What goes with classes and is not their object, in plain text.
 *
 * @param table all of it
 */
record BiasText(BiasTable table) {
  private static final int LISTED = 3;

  String text() {
    if (table.cues().isEmpty()) return table.nothing();
    List<List<String>> rows = new ArrayList<>(
        List.of(List.of("", "recurs", "", "more often, %", "of its maps, %", "at the border, %", "most often in")));
    for (Cue cue : table.cues()) rows.add(row(cue));
    long strong = table.count(CueStrength.STRONG), weak = table.count(CueStrength.WEAK);
    return strong + " strong and " + weak + " weak " + (strong + weak == 1 ? "cue" : "cues") + " in " + table.counted()
        + System.lineSeparator()
        + TextTable.laid(rows);
  }

  private List<String> row(Cue cue) {
    String often = String.join("; ", table.frequent(cue).stream().limit(LISTED).filter(of -> of.getValue() > 0)
        .map(of -> "%s %s".formatted(table.name().apply(of.getKey()), percent(of.getValue()))).toList());
    List<String> row = new ArrayList<>(List.of(table.name().apply(cue.label()), cue.kind().words(), cue.strength().toString(),
        percent(cue.excess()) + " [" + percent(cue.interval().low()) + ", " + percent(cue.interval().high()) + "]",
        percent(cue.energy()), percent(cue.atBorder()), often));
    cue.onTruth().ifPresent(share -> row.add("on the true cue " + percent(share) + " %"));
    return row;
  }

  private static String percent(double share) { return String.format(Locale.ROOT, "%.0f", 100 * share); }
}
