package lucida.benchmarks.peers;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import lucida.benchmarks.Machine;
import lucida.benchmarks.ReportFiles;
import lucida.report.RooflinePlot;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** The tables and plots of some networks, and the files they are written to. */
record RooflineReport(LocalDateTime date, Machine machine, List<RooflineTable> tables) {

  private ReportFiles files() { return new ReportFiles("roofline", date); }

  private String plot(RooflineTable table) { return files().stem() + "-" + table.work().network() + "-" + table.work().batch(); }

  String markdown() {
    return files().title("Roofline") + "\n\n" + machine + "; rounds in turns: " + tables.getFirst().rounds() + ".\n\n"
        + "Times are the least of the rounds; % of the roof, by the operations of the direct sum.\n\n" + tables.stream()
            .map(
                table -> table.markdown() + "\n![" + table.work().network() + ": operations a second of each layer below the roof]("
                    + plot(table) + ".svg)\n")
            .collect(Collectors.joining("\n"));
  }

  /** Writes the tables, their numbers as JSON and a plot of each, and returns the first. */
  Path write(Path directory) throws IOException {
    Files.createDirectories(directory);
    for (RooflineTable table : tables)
      RooflinePlot.write(plot(table), "Roofline of " + table.work().network() + ", batch " + table.work().batch(),
          table.limits().flops(),
          table.limits().bytes(), points(table), directory);
    return files().write(directory, markdown(), json());
  }

  private static SequencedMap<String, List<RooflinePlot.Point>> points(RooflineTable table) {
    SequencedMap<String, List<RooflinePlot.Point>> points = new LinkedHashMap<>();
    for (String engine : table.engines().keySet())
      points.put(engine, table.rows().stream()
          .map(row -> new RooflinePlot.Point(row.layer().intensity(),
              row.layer().operations() / row.seconds().getOrDefault(engine, Double.NaN), row.count()))
          .toList());
    return points;
  }

  private String json() {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
      out.writeStartObject().writeStringProperty("machine", machine.toString());
      out.writeName("networks").writeStartArray();
      for (RooflineTable table : tables) table(table, out);
      out.writeEndArray().writeEndObject();
    }
    return text + "\n";
  }

  private static void table(RooflineTable table, JsonGenerator out) {
    out.writeStartObject().writeStringProperty("network", table.work().network());
    out.writeName("batch").writeNumber(table.work().batch());
    out.writeName("rounds").writeNumber(table.rounds());
    out.writeName("peak_flops").writeNumber(table.limits().flops());
    out.writeName("memory_bytes_per_second").writeNumber(table.limits().bytes());
    out.writeName("layers").writeStartArray();
    for (RooflineTable.Row row : table.rows()) {
      out.writeStartObject().writeStringProperty("layer", row.layer().extents());
      out.writeName("times").writeNumber(row.count());
      out.writeName("operations").writeNumber(row.layer().operations());
      out.writeName("bytes").writeNumber(row.layer().bytes());
      out.writeName("seconds").writeStartObject();
      row.seconds().forEach((engine, seconds) -> out.writeName(engine).writeNumber(seconds));
      out.writeEndObject().writeEndObject();
    }
    out.writeEndArray().writeEndObject();
  }
}
