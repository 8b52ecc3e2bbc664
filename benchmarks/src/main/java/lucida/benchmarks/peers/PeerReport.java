package lucida.benchmarks.peers;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lucida.benchmarks.Machine;
import lucida.benchmarks.ReportFiles;
import lucida.benchmarks.Table;
import lucida.report.RatioPlot;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** The tables of a session: times, and ratios of the first engine to the others; and the files they are written to. */
record PeerReport(LocalDateTime date, Machine machine, List<String> engines, List<PeerRound> rounds, List<String> leftOut) {
  private static final String NONE = "–";

  /** The report in Markdown. */
  String markdown() {
    List<String> lines = new ArrayList<>(List.of(files().title("Peers"), "",
        machine + "; rounds in turns: " + turns() + ".", "",
        "Limits in these rounds: " + range(r -> r.limits().flops() / 1e9) + " GFLOP/s by fused multiply-adds in registers, "
            + range(r -> r.limits().bytes() / 1e9) + " GB/s read from memory, all processors together. Load before them: "
            + range(PeerRound::load) + ".",
        "",
        "A run of the batch, float32: median of the rounds ± half their spread; × the peak of the same round, by the operations of the direct sums."
            + (rounds.stream().anyMatch(r -> r.work().beside() > 0)
                ? " \"Beside 1\": while one other process kept a processor busy, begun after the limits were measured."
                : ""),
        ""));
    if (isDisturbed())
      lines.addAll(
          List.of("**The peak varies by more than 20 %: other work ran on this machine. Measure again when it is idle.**", ""));
    lines.add(head(engines));
    byWork().forEach((work, of) -> lines.add(row(work, engines, engine -> time(of, engine))));
    lines.addAll(ratios("median of the ratios within a round, and the least and the largest", RunTimes::median));
    if (engines.size() > 1) lines.addAll(List.of("", "![The same as a plot](" + files().stem() + ".svg)"));
    lines.addAll(ratios("the same of the fastest runs, which other work disturbs least", RunTimes::least));
    lines.addAll(starts());
    leftOut.forEach(why -> lines.addAll(List.of("", "Not timed: " + why + ".")));
    return String.join("\n", lines) + "\n";
  }

  private List<String> ratios(String what, ToDoubleFunction<RunTimes> seconds) {
    List<String> others = engines.subList(1, engines.size());
    if (others.isEmpty()) return List.of();
    List<String> columns = Stream.concat(others.stream(), Stream.of("fastest of them")).map(e -> e + " / " + engines.getFirst())
        .toList();
    List<String> lines = new ArrayList<>(
        List.of("", "How many times longer the others take than " + engines.getFirst() + ": " + what + ".", "", head(columns)));
    byWork().forEach((work, of) -> lines
        .add(row(work, Stream.concat(others.stream(), Stream.of("")).toList(), engine -> ratio(of, engine, seconds))));
    return lines;
  }

  private List<String> starts() {
    List<String> lines = new ArrayList<>(List.of("",
        "From the start of the virtual machine to the first result; of it, reading the network and making it ready; and the most memory that the process held: medians of the rounds.",
        "", head(engines)));
    byWork().forEach((work, of) -> lines.add(row(work, engines, engine -> start(of, engine))));
    return lines;
  }

  private static String start(List<PeerRound> rounds, String engine) {
    List<ColdStart> starts = rounds.stream().flatMap(r -> Stream.ofNullable(r.starts().get(engine))).toList();
    if (starts.isEmpty()) return NONE;
    List<Double> resident = starts.stream().flatMapToDouble(s -> s.resident().stream()).boxed().toList();
    return Table.time(median(starts, ColdStart::first)) + ", " + Table.time(median(starts, ColdStart::opening))
        + (resident.isEmpty() ? "" : ", " + Table.digits(PeerProcess.median(resident) / 1e6) + " MB");
  }

  private static double median(List<ColdStart> starts, ToDoubleFunction<ColdStart> value) {
    return PeerProcess.median(starts.stream().mapToDouble(value).boxed().toList());
  }

  /** The peak depends on the machine only. */
  private boolean isDisturbed() {
    DoubleSummaryStatistics peaks = rounds.stream().mapToDouble(r -> r.limits().flops()).summaryStatistics();
    return peaks.getMax() > 1.2 * peaks.getMin();
  }

  /** How many rounds each work has. */
  private int turns() {
    return byWork().values().stream().mapToInt(List::size).min().orElse(0);
  }

  private static String head(List<String> columns) {
    return "| task | network | batch | " + String.join(" | ", columns) + " |\n|" + "---|".repeat(3 + columns.size());
  }

  private static String row(PeerWork work, List<String> engines, Function<String, String> cell) {
    return "| " + work.task() + " | " + work.network() + " | " + work.circumstances() + " | "
        + engines.stream().map(cell).collect(Collectors.joining(" | "))
        + " |";
  }

  private Map<PeerWork, List<PeerRound>> byWork() {
    return rounds.stream().collect(Collectors.groupingBy(PeerRound::work, LinkedHashMap::new, Collectors.toList()));
  }

  private String range(ToDoubleFunction<PeerRound> value) {
    List<Double> all = rounds.stream().mapToDouble(value).sorted().boxed().toList();
    return all.isEmpty() ? NONE : Table.digits(all.getFirst()) + " to " + Table.digits(all.getLast());
  }

  private static String time(List<PeerRound> rounds, String engine) {
    List<Double> seconds = rounds.stream().filter(r -> r.times().containsKey(engine)).map(r -> r.times().get(engine).median())
        .toList();
    if (seconds.isEmpty()) return NONE;
    double share = PeerProcess.median(present(rounds, r -> r.share(engine)));
    return "%s ± %s %%, %s ×".formatted(Table.time(PeerProcess.median(seconds)), Table.digits(PeerProcess.spread(seconds)),
        Table.digits(share));
  }

  /** Of an engine, or of the fastest of the others where none is named. */
  private String ratio(List<PeerRound> rounds, String engine, ToDoubleFunction<RunTimes> seconds) {
    String first = engines.getFirst();
    List<Double> ratios = present(rounds, r -> engine.isEmpty()
        ? engines.stream().skip(1).map(e -> r.ratio(e, first, seconds)).flatMapToDouble(OptionalDouble::stream).min()
        : r.ratio(engine, first, seconds)).stream().sorted().toList();
    return ratios.isEmpty()
        ? NONE
        : "%s (%s–%s)".formatted(Table.digits(PeerProcess.median(ratios)), Table.digits(ratios.getFirst()),
            Table.digits(ratios.getLast()));
  }

  private List<RatioPlot.Work> plotted() {
    return byWork().entrySet().stream().map(work -> {
      SequencedMap<String, RatioPlot.Ratio> ratios = new LinkedHashMap<>();
      for (String engine : engines.subList(1, engines.size())) {
        List<Double> all = present(work.getValue(), r -> r.ratio(engine, engines.getFirst(), RunTimes::median)).stream().sorted()
            .toList();
        if (!all.isEmpty()) ratios.put(engine, new RatioPlot.Ratio(PeerProcess.median(all), all.getFirst(), all.getLast()));
      }
      return new RatioPlot.Work(work.getKey().toString(), ratios);
    }).toList();
  }

  private static List<Double> present(List<PeerRound> rounds, Function<PeerRound, OptionalDouble> value) {
    return rounds.stream().map(value).flatMapToDouble(OptionalDouble::stream).boxed().toList();
  }

  /** Writes peers-DATE.md, peers-DATE.json with every round and a plot of the ratios as SVG and PNG, each whole or not at all, and returns the first. */
  Path write(Path directory) throws IOException {
    Files.createDirectories(directory);
    if (engines.size() > 1)
      RatioPlot.write(files().stem(), "Beside " + engines.getFirst(), engines.getFirst(), engines.subList(1, engines.size()),
          plotted(),
          directory);
    return files().write(directory, markdown(), json());
  }

  private ReportFiles files() { return new ReportFiles("peers", date); }

  private String json() {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
      out.writeStartObject();
      out.writeStringProperty("machine", machine.toString());
      out.writeName("rounds").writeStartArray();
      for (PeerRound round : rounds) round(round, out);
      out.writeEndArray().writeEndObject();
    }
    return text + "\n";
  }

  private static void round(PeerRound round, JsonGenerator out) {
    out.writeStartObject().writeStringProperty("task", round.work().task().toString());
    out.writeStringProperty("network", round.work().network());
    out.writeName("batch").writeNumber(round.work().batch());
    out.writeName("beside").writeNumber(round.work().beside());
    out.writeName("operations").writeNumber(round.work().operations());
    out.writeName("peak_flops").writeNumber(round.limits().flops());
    out.writeName("memory_bytes_per_second").writeNumber(round.limits().bytes());
    out.writeName("load").writeNumber(round.load());
    out.writeName("seconds").writeStartObject();
    round.times()
        .forEach((engine, times) -> out.writeName(engine).writeStartObject().writeName("median").writeNumber(times.median())
            .writeName("least").writeNumber(times.least()).writeEndObject());
    out.writeEndObject().writeName("start").writeStartObject();
    round.starts().forEach((engine, start) -> {
      out.writeName(engine).writeStartObject().writeName("first_result").writeNumber(start.first()).writeName("opening")
          .writeNumber(start.opening());
      start.resident().ifPresent(bytes -> out.writeName("resident_bytes").writeNumber(bytes));
      out.writeEndObject();
    });
    out.writeEndObject().writeEndObject();
  }
}
