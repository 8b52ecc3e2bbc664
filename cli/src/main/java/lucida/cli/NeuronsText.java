package lucida.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import lucida.core.PlainText;
import lucida.judge.neurons.DissectedLayer;
import lucida.judge.neurons.FieldCheck;
import lucida.judge.neurons.Neuron;
import lucida.judge.neurons.Reasons;
import lucida.judge.results.NeuronTable;
import lucida.judge.results.SummaryFiles;

/**
 * What single channels see, in plain text.
 *
 * @param table what was found
 * @param folder that the files are in
 */
record NeuronsText(NeuronTable table, Path folder) {
  private static final int LISTED = 8;

  String text() {
    List<String> lines = new ArrayList<>();
    for (DissectedLayer layer : table.layers()) {
      lines.add("%s: %d of %d channels detect %d different things%s in %d %s".formatted(layer.layer(), layer.detectors().size(),
          layer.neurons().size(), layer.unique(), layer.unique() == 0 ? "" : " (" + NeuronTable.byCategory(layer) + ")",
          table.pictures(), table.pictures() == 1 ? "picture" : "pictures"));
      lines.add("  " + best(layer));
      lines.add("  receptive field " + NeuronTable.field(layer) + " pixels" + checked(table.check(layer)));
    }
    for (Reasons reasons : table.decisions()) {
      lines.add("");
      lines.add(reasons.picture() + ": " + reasons.said());
      claim(reasons.claimForIt(), lines);
      claim(reasons.claimAgainstIt(), lines);
    }
    lines.add("");
    lines.add("wrote neurons.csv, neurons.json and pictures of channels to "
        + PlainText.of(folder + "; open " + folder.resolve("report.html")));
    return String.join(System.lineSeparator(), lines);
  }

  /** A reason a line. */
  private static void claim(Reasons.Claim claim, List<String> lines) {
    lines.add("  " + claim.begin() + (claim.parts().isEmpty() ? ": nothing" : ":"));
    claim.parts().forEach(part -> lines.add("    " + part));
    if (!claim.parts().isEmpty()) lines.add("    " + claim.checked());
  }

  private static String best(DissectedLayer layer) {
    String named = layer.byName().stream().filter(neuron -> neuron.detects().isPresent()).limit(LISTED).map(NeuronsText::named)
        .collect(Collectors.joining("; "));
    return named.isEmpty() ? "none has an IoU above 0.04 with anything" : "best: " + named;
  }

  private static String named(Neuron neuron) {
    Neuron.Match match = neuron.matches().getFirst();
    return "%s (channel %d, IoU %s)".formatted(match.concept().name(), neuron.channel(), SummaryFiles.shown(match.iou()));
  }

  private static String checked(FieldCheck check) {
    if (check.units() == 0) return "";
    String sides = check.reachesItsSides() ? "reach all four sides" : "do not reach every side";
    if (check.cut() == 0) return ", the whole picture; gradients of %d units %s".formatted(check.units(), sides);
    String outside = check.outside() == 0 ? "0 everywhere outside" : "NOT 0 at " + check.outside() + " cells outside";
    String of = check.cut() == check.units() ? "" : " that do not see the whole picture";
    String whole = check.cut() == check.units() ? "" : ", all of the picture";
    return "%s; gradients of %d units%s are %s, and %s".formatted(whole, check.cut(), of, outside, sides);
  }
}
