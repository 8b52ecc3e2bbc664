package lucida.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lucida.core.PlainText;
import lucida.layers.Forward;
import lucida.layers.Mode;
import lucida.layers.Network;
import lucida.layers.Summary;
import lucida.layers.architecture.Presets;
import lucida.weights.Inspection;
import lucida.weights.StoredTensor;

/** What a file contains, for people. */
final class InspectionText {
  private static final int LONGEST_LIST = 10;
  private static final int LONGEST_LINE = 2000;

  private InspectionText() {}

  static String of(String file, Inspection of) {
    List<String> lines = new ArrayList<>();
    lines.add("%s: %s, %s of %s numbers".formatted(file, of.format(), plural(of.tensors().size(), "tensor"),
        counted(of.tensors().stream().mapToLong(t -> t.shape().size()).sum())));
    of.metadata().forEach((key, value) -> lines.add("  %s: %s".formatted(key, value)));
    lines.addAll(finding(of.finding()));
    if (!of.nonFinite().isEmpty()) lines.add("NaN or infinite cells in " + listed(of.nonFinite()));
    lines.add("");
    lines.addAll(table(of.tensors()));
    return lines.stream().map(line -> PlainText.shortened(line, LONGEST_LINE)).collect(Collectors.joining(System.lineSeparator()));
  }

  private static List<String> finding(Inspection.Finding finding) {
    return switch (finding) {
      case Inspection.Finding.BuiltIn(Network network, var mismatch) when mismatch.size() == 0 -> List.of(
          "the weights of %s, %d classes, pictures %s; published ones want the preset %s".formatted(network.name(),
              network.shapes().lastEntry().getValue().size(), network.input(), Presets.usual(network.name())),
          "scores: " + scores(network));
      case Inspection.Finding.BuiltIn(Network network, var mismatch) ->
        List.of("not the weights of a built-in architecture; the nearest is %s: %s".formatted(network.name(), mismatch));
      case Inspection.Finding.Own(Network network) ->
        Stream.concat(Summary.of(network).toString().lines(), Stream.of("scores: " + scores(network))).toList();
      case Inspection.Finding.Unknown(String why) -> List.of("no network: " + why);
    };
  }

  private static String scores(Network network) {
    Forward forward = network.write(1, Mode.INFERENCE);
    return forward.scoreKind().description(forward.scores().shape().without(0).size());
  }

  private static List<String> table(List<StoredTensor> tensors) {
    int width = Math.max(6, tensors.stream().mapToInt(t -> t.name().length()).max().orElse(0));
    String line = "%-" + width + "s  %-6s %s";
    List<String> lines = new ArrayList<>(List.of(line.formatted("tensor", "type", "shape")));
    for (StoredTensor t : tensors) lines.add(line.formatted(t.name(), t.type(), t.shape()));
    return lines;
  }

  private static String listed(List<String> names) {
    String first = String.join(", ", names.subList(0, Math.min(LONGEST_LIST, names.size())));
    return names.size() > LONGEST_LIST ? first + " and " + (names.size() - LONGEST_LIST) + " more" : first;
  }

  private static String plural(int n, String what) { return n + " " + what + (n == 1 ? "" : "s"); }

  private static String counted(long number) { return String.format(Locale.ROOT, "%,d", number); }
}
