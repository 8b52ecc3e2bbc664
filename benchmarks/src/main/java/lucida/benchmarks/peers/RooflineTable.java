package lucida.benchmarks.peers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import lucida.benchmarks.Table;

/**
 * The convolutions of a network by each engine.
 *
 * @param limits the largest of the rounds
 * @param engines of each engine its layers by their extents
 */
record RooflineTable(PeerWork work, MachineLimits limits, int rounds, Map<String, Map<String, List<LayerTime>>> engines) {
  /** Layers of the same extents, with the mean of their times by an engine. */
  record Row(LayerTime layer, int count, Map<String, Double> seconds) {
    double roof(MachineLimits limits) { return layer.operations() / layer.roof(limits); }
  }

  /** The layers that all engines have, in the order of the network. */
  List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    engines.values().iterator().next().forEach((extents, layers) -> {
      if (engines.values().stream().allMatch(of -> of.getOrDefault(extents, List.of()).size() == layers.size()))
        rows.add(new Row(layers.getFirst(), layers.size(), engines.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, e -> mean(e.getValue().getOrDefault(extents, List.of()))))));
    });
    return rows;
  }

  private static double mean(List<LayerTime> layers) {
    return layers.stream().mapToDouble(LayerTime::seconds).average().orElse(Double.NaN);
  }

  String markdown() {
    List<String> names = List.copyOf(engines.keySet());
    List<String> lines = new ArrayList<>(List.of("## " + work.network() + ", batch " + work.batch(), "",
        "Limits: " + Table.digits(limits.flops() / 1e9) + " GFLOP/s by fused multiply-adds in registers, "
            + Table.digits(limits.bytes() / 1e9)
            + " GB/s read from memory, all processors together: they meet at " + Table.digits(limits.flops() / limits.bytes())
            + " operations a byte. Times are the least of " + rounds
            + " rounds in turns; % of the roof, by the operations of the direct sum.",
        "", "| layer | times | operations a byte | roof | " + String.join(" | ", names) + " |",
        "|---|" + "--:|".repeat(3 + names.size())));
    List<Row> rows = rows();
    for (Row row : rows)
      lines.add("| " + row.layer().extents() + " | " + row.count() + " | " + Table.digits(row.layer().intensity()) + " | "
          + Table.time(row.roof(limits)) + " | "
          + names.stream().map(name -> cell(row.seconds().getOrDefault(name, Double.NaN), row.roof(limits)))
              .collect(Collectors.joining(" | "))
          + " |");
    double roof = sum(rows, row -> row.roof(limits));
    lines.add("| all of these | " + rows.stream().mapToInt(Row::count).sum() + " | | " + Table.time(roof) + " | " + names.stream()
        .map(name -> cell(sum(rows, row -> row.seconds().getOrDefault(name, Double.NaN)), roof)).collect(Collectors.joining(" | "))
        + " |");
    return String.join("\n", lines) + "\n";
  }

  private static double sum(List<Row> rows, ToDoubleFunction<Row> seconds) {
    return rows.stream().mapToDouble(row -> row.count() * seconds.applyAsDouble(row)).sum();
  }

  private static String cell(double seconds, double roof) {
    return Table.time(seconds) + ", " + Table.digits(100 * roof / seconds) + " %";
  }
}
