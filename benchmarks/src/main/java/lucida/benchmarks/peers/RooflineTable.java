package lucida.benchmarks.peers;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lucida.benchmarks.Table;

/**
 * The convolutions of a network by each engine.
 *
 * @param limits the largest of the rounds
 * @param engines of each engine, round by round, its layers in their order
 */
record RooflineTable(PeerWork work, MachineLimits limits, SequencedMap<String, List<List<LayerTime>>> engines) {
  /** Layers of the same extents, with the mean of their times by an engine, of each the least of the rounds. */
  record Row(LayerTime layer, int count, Map<String, Double> seconds) {
    double roof(MachineLimits limits) { return layer.operations() / layer.roof(limits); }
  }

  int rounds() { return engines.firstEntry().getValue().size(); }

  /** The layers that all engines have, in the order of the network. */
  List<Row> rows() {
    SequencedMap<String, Map<String, List<LayerTime>>> byExtents = new LinkedHashMap<>();
    engines.forEach((engine, rounds) -> byExtents.put(engine, byExtents(least(rounds))));
    List<Row> rows = new ArrayList<>();
    byExtents.firstEntry().getValue().forEach((extents, layers) -> {
      if (byExtents.values().stream().allMatch(of -> of.getOrDefault(extents, List.of()).size() == layers.size()))
        rows.add(new Row(layers.getFirst(), layers.size(), byExtents.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, e -> mean(e.getValue().getOrDefault(extents, List.of()))))));
    });
    return rows;
  }

  /** Layer by layer, the fastest round. */
  private static List<LayerTime> least(List<List<LayerTime>> rounds) {
    return IntStream.range(0, rounds.getFirst().size()).mapToObj(i -> rounds.stream().map(round -> round.get(i))
        .min(Comparator.comparingDouble(LayerTime::seconds)).orElseThrow()).toList();
  }

  private static Map<String, List<LayerTime>> byExtents(List<LayerTime> layers) {
    return layers.stream().collect(Collectors.groupingBy(LayerTime::extents, LinkedHashMap::new, Collectors.toList()));
  }

  private static double mean(List<LayerTime> layers) {
    return layers.stream().mapToDouble(LayerTime::seconds).average().orElse(Double.NaN);
  }

  /** How far the rounds of an engine lie apart, by the sums of all its layers. */
  private static String spread(List<List<LayerTime>> rounds) {
    return "± " + Table.digits(PeerProcess.spread(
        rounds.stream().map(layers -> layers.stream().mapToDouble(LayerTime::seconds).sum()).toList())) + " %";
  }

  String markdown() {
    List<String> names = List.copyOf(engines.keySet());
    List<String> lines = new ArrayList<>(List.of("## " + work.network() + ", batch " + work.batch(), "",
        "Limits: " + Table.digits(limits.flops() / 1e9) + " GFLOP/s by fused multiply-adds in registers, "
            + Table.digits(limits.bytes() / 1e9)
            + " GB/s read from memory, all processors together: they meet at " + Table.digits(limits.flops() / limits.bytes())
            + " operations a byte.",
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
    lines.add("| half the spread of the rounds | | | | "
        + engines.values().stream().map(RooflineTable::spread).collect(Collectors.joining(" | ")) + " |");
    int left = engines.firstEntry().getValue().getFirst().size() - rows.stream().mapToInt(Row::count).sum();
    if (left > 0) lines.addAll(List.of("", "Left out: " + left + " that another engine does not have alike."));
    return String.join("\n", lines) + "\n";
  }

  private static double sum(List<Row> rows, ToDoubleFunction<Row> seconds) {
    return rows.stream().mapToDouble(row -> row.count() * seconds.applyAsDouble(row)).sum();
  }

  private static String cell(double seconds, double roof) {
    return Table.time(seconds) + ", " + Table.digits(100 * roof / seconds) + " %";
  }
}
