package lucida.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import lucida.core.PlainText;
import lucida.judge.failure.FailureGroup;
import lucida.judge.results.FailureTable;

/**
 * A network's mistakes in plain text.
 *
 * @param table all of them
 * @param folder that the files are in
 */
record FailuresText(FailureTable table, Path folder) {
  private static final int LISTED = 5;

  String text() {
    int mistakes = table.failures().size(), judged = table.judged();
    if (mistakes == 0)
      return "no mistakes: "
          + (judged == 1
              ? "the one picture with a label is classified as it is"
              : "all " + judged + " pictures are classified as they are")
          + " labelled; nothing was written";
    List<String> lines = new ArrayList<>();
    lines.add(mistakes + " of " + judged + " pictures are classified wrongly: "
        + table.confusions().entrySet().stream().limit(LISTED)
            .map(entry -> entry.getKey() + (entry.getValue() > 1 ? " (" + entry.getValue() + ")" : ""))
            .collect(Collectors.joining("; "))
        + (table.confusions().size() > LISTED ? "; …" : ""));
    for (FailureGroup group : table.groups())
      lines.add("%5d  %-10s  %s%s".formatted(table.of(group).size(), group, group.words(), near(table.near(group))));
    long alone = table.ofOwnObjectsAlone();
    if (alone > 0)
      lines.add("of " + (alone == mistakes ? "all" : alone + " of the " + mistakes)
          + " mistakes only boxes or masks of the true class are known: whether the map is on another object cannot be said");
    FailureTable.Agreement agreement = table.agreement();
    if (agreement.of() > 0)
      lines.add(agreement.right() + " of " + agreement.of()
          + " mistakes are grouped right: each scene was drawn again without its objects to see");
    lines.add("wrote failures.csv, failures.json to " + PlainText.of(folder + "; open " + folder.resolve("report.html")));
    return String.join(System.lineSeparator(), lines);
  }

  private static String near(long near) {
    return near == 0 ? "" : " (" + near + " of them by less than 10 points)";
  }
}
