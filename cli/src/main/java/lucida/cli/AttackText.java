package lucida.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import lucida.core.PlainText;
import lucida.judge.adversarial.Attack;
import lucida.judge.adversarial.Attacked;
import lucida.judge.adversarial.MapChange;
import lucida.judge.results.AttackTable;
import lucida.judge.results.AttackTable.Estimate;
import lucida.judge.results.SummaryFiles;

/**
 * What became of attacked pictures, in plain text.
 *
 * @param table all of it
 * @param folder that the files are in
 */
record AttackText(AttackTable table, Path folder) {
  String text() {
    int wrong = table.findings().wrongBefore().size();
    List<String> lines = new ArrayList<>();
    lines.add(TextTable.laid(scores()));
    if (wrong > 0)
      lines.add((wrong == 1 ? "1 picture is classified wrongly as it is" : wrong + " pictures are classified wrongly as they are")
          + ", and not attacked");
    for (Attack attack : table.attacks())
      if (!attack.wants() && table.succeeded(attack) > 0)
        lines.add("%s, the control, changes what the network says of %d of %d pictures: there an attack that succeeds shows little"
            .formatted(attack.title(), table.succeeded(attack), table.attacked(attack).size()));
    lines.add("");
    lines.add("maps of the true class of the n pictures on which the attack succeeded (noise: of all)"
        + (table.knowsObjects()
            ? System.lineSeparator()
                + "energy: the share of the map on the object, in its mask or else its box; IoU: of the object and the cells of at least half of the maximum"
            : ": how like they stay"));
    lines.add(TextTable.laid(maps()));
    lines.add("wrote adversarial.csv, adversarial.json to " + PlainText.of(folder + "; open " + folder.resolve("report.html")));
    return String.join(System.lineSeparator(), lines);
  }

  private List<List<String>> scores() {
    List<List<String>> rows = new ArrayList<>(
        List.of(List.of("", "succeeded", "stored in bytes", "p(true) before", "after", "largest change", "length")));
    for (Attack attack : table.attacks()) {
      List<Attacked> of = table.attacked(attack);
      rows.add(List.of(attack.title(), table.succeeded(attack) + " of " + of.size(),
          String.valueOf(of.stream().filter(Attacked::isStorable).count()), table.scores(attack, Attacked::before).text(),
          table.scores(attack, Attacked::after).text(), mean(table.scores(attack, Attacked::largest)),
          mean(table.scores(attack, Attacked::length))));
    }
    return rows;
  }

  private static String mean(Estimate estimate) { return estimate.n() == 0 ? "–" : SummaryFiles.shown(estimate.value()); }

  private List<List<String>> maps() {
    boolean objects = table.knowsObjects();
    List<List<String>> rows = new ArrayList<>(List.of(objects
        ? List.of("", "", "n", "energy before, %", "after, %", "difference", "IoU before, %", "after, %", "rank correlation")
        : List.of("", "", "n", "rank correlation")));
    for (Attack attack : table.attacks())
      for (String method : table.methods()) {
        List<String> row = new ArrayList<>(List.of(method.equals(table.methods().getFirst()) ? attack.title() : "", method,
            String.valueOf(table.maps(attack, method, MapChange::spearman).n())));
        if (objects) {
          row.add(percent(attack, method, AttackTable.paired(MapChange::energyBefore, MapChange::energyAfter)));
          row.add(percent(attack, method, AttackTable.paired(MapChange::energyAfter, MapChange::energyBefore)));
          row.add(table.maps(attack, method, change -> 100 * (change.energyAfter() - change.energyBefore())).text());
          row.add(percent(attack, method, AttackTable.paired(MapChange::iouBefore, MapChange::iouAfter)));
          row.add(percent(attack, method, AttackTable.paired(MapChange::iouAfter, MapChange::iouBefore)));
        }
        row.add(table.maps(attack, method, MapChange::spearman).text());
        rows.add(row);
      }
    return rows;
  }

  private String percent(Attack attack, String method, ToDoubleFunction<MapChange> number) {
    return mean(table.maps(attack, method, change -> 100 * number.applyAsDouble(change)));
  }
}
