package lucida.cli;

import java.util.ArrayList;
import java.util.List;
import lucida.judge.results.SanityTable;
import lucida.judge.results.SanityTable.Mean;
import lucida.judge.results.SanityVerdict;
import lucida.judge.sanity.SanityRow;
import lucida.judge.sanity.SanityTest;

/**
 * What sanity checks found, as a table in plain text.
 *
 * @param table what was found
 */
record SanityText(SanityTable table) {
  /** A line for each method. */
  String text() {
    List<List<String>> rows = new ArrayList<>();
    boolean entropy = table.tests().contains(SanityTest.EFFICIENT), labels = table.tests().contains(SanityTest.LABELS);
    if (!table.verdicts().isEmpty()) {
      SanityVerdict first = table.verdicts().getFirst();
      List<String> head = new ArrayList<>(List.of("", "verdict", "kept, %"));
      first.byMeasure().keySet().forEach(measure -> head.add("by " + measure));
      if (entropy) head.add("entropy");
      if (labels) head.add("labels");
      rows.add(head);
      table.verdicts().forEach(verdict -> rows.add(row(verdict, entropy, labels)));
      return TextTable.laid(rows) + System.lineSeparator() + System.lineSeparator()
          + "kept: how much of its likeness to itself a map keeps while the upper half of the layers becomes random ("
          + first.random()
          + " of " + first.steps() + " steps), by Spearman's correlation and SSIM;" + System.lineSeparator()
          + "100 is the same map, 0 a map as alike as that of another picture, below 0 less alike than that; by spearman and so on: the same by one measure, in %"
          + (entropy
              ? System.lineSeparator()
                  + "entropy: by what share of it the entropy of the map's values rises with all layers random; that of a map that depends on the network rises"
              : "")
          + (labels
              ? System.lineSeparator()
                  + "labels: Spearman's correlation with the map of the same layers that learned permuted labels"
              : "");
    }
    rows.add(List.of("", "test", "measure", "last step", "another picture"));
    for (SanityTest test : table.tests())
      for (String measure : table.measures(test))
        for (String method : table.methods())
          table.course(method, test, measure).stream().skip(table.layers(test).size() - 1L).findFirst()
              .ifPresent(mean -> rows.add(List.of(method, test.title(), measure, mean.text(),
                  table.another(method, measure).map(Mean::text).orElse("–"))));
    return TextTable.laid(rows);
  }

  private List<String> row(SanityVerdict verdict, boolean entropy, boolean labels) {
    List<String> row = new ArrayList<>(List.of(verdict.method(), verdict.dependence().toString(),
        Double.isNaN(verdict.kept())
            ? "–"
            : "%s [%s, %s]".formatted(SanityVerdict.percent(verdict.kept()), SanityVerdict.percent(verdict.interval().low()),
                SanityVerdict.percent(verdict.interval().high()))));
    verdict.byMeasure().values().forEach(kept -> row.add(kept.isNaN() ? "–" : SanityVerdict.percent(kept)));
    if (entropy)
      row.add(
          table.course(verdict.method(), SanityTest.EFFICIENT, SanityRow.ENTROPY).stream().findFirst().map(Mean::text).orElse("–"));
    if (labels)
      row.add(table.course(verdict.method(), SanityTest.LABELS, "spearman").stream().findFirst().map(Mean::text).orElse("–"));
    return row;
  }
}
