package lucida.judge.results;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lucida.judge.neurons.Concept;
import lucida.judge.neurons.DissectedLayer;
import tools.jackson.databind.json.JsonMapper;

/**
 * How detectors emerge in a training.
 *
 * @param facts how it was measured, by name
 * @param rows a row for each epoch and layer
 */
public record EmergenceTable(SequencedMap<String, String> facts, List<EmergenceRow> rows) {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final List<String> HEAD = List.of("epoch", "accuracy", "layer", "channels", "detectors", "unique", "objects",
      "parts",
      "backdrops", "colours");

  /**
   * A layer after an epoch.
   *
   * @param epoch 0 before the first
   * @param accuracy on pictures held back, 0 to 1; empty before the first epoch
   * @param channels of the layer
   * @param detectors channels that detect something
   * @param unique different things that are detected
   * @param byCategory the same of objects, parts, backdrops, colours
   */
  public record EmergenceRow(long epoch, OptionalDouble accuracy, String layer, int channels, int detectors, long unique,
      List<Long> byCategory) {
    /** The list is kept as it is now. */
    public EmergenceRow {
      byCategory = List.copyOf(byCategory);
    }

    /** Of a layer. */
    public static EmergenceRow of(long epoch, OptionalDouble accuracy, DissectedLayer layer) {
      List<Long> counts = Stream.of(Concept.Category.values()).map(category -> layer.byCategory().getOrDefault(category, 0L))
          .toList();
      return new EmergenceRow(epoch, accuracy, layer.layer(), layer.neurons().size(), layer.detectors().size(), layer.unique(),
          counts);
    }

    private List<String> fields() {
      return Stream.concat(
          Stream.of(String.valueOf(epoch), accuracy.isPresent() ? SummaryFiles.number(accuracy.getAsDouble()) : "", layer,
              String.valueOf(channels),
              String.valueOf(detectors),
              String.valueOf(unique)),
          byCategory.stream().map(String::valueOf)).toList();
    }
  }

  /** Kept as they are now. */
  public EmergenceTable {
    facts = new LinkedHashMap<>(facts);
    rows = List.copyOf(rows);
  }

  /** In their order. */
  public List<String> layers() { return rows.stream().map(EmergenceRow::layer).distinct().toList(); }

  /** A layer's course. */
  public List<EmergenceRow> of(String layer) {
    return rows.stream().filter(row -> row.layer().equals(layer)).toList();
  }

  /** A line for each row. */
  public String csv() {
    return Stream.concat(Stream.of(HEAD), rows.stream().map(EmergenceRow::fields)).map(CsvLog::text).collect(Collectors.joining());
  }

  /**
   * The rows of a file as {@link #csv} writes it.
   *
   * @throws IllegalArgumentException if it is no such file; the message names it
   */
  public static List<EmergenceRow> read(Path file) throws IOException {
    List<EmergenceRow> rows = new ArrayList<>();
    try (CsvLog.Reader reader = new CsvLog.Reader(file, HEAD)) {
      while (reader.hasNext())
        for (List<String> line : reader.next().lines())
          rows.add(new EmergenceRow(Long.parseLong(line.get(0)),
              line.get(1).isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(line.get(1))), line.get(2),
              Integer.parseInt(line.get(3)),
              Integer.parseInt(line.get(4)), Long.parseLong(line.get(5)),
              line.subList(6, 10).stream().map(Long::parseLong).toList()));
    }
    return rows;
  }

  /** For programs. */
  public String json() {
    SequencedMap<String, Object> all = new LinkedHashMap<>(facts);
    all.put("rows", rows.stream().map(row -> {
      SequencedMap<String, Object> said = new LinkedHashMap<>();
      List<String> fields = row.fields();
      for (int i = 0; i < HEAD.size(); i++)
        if (!fields.get(i).isEmpty()) said.put(HEAD.get(i), i == 2 ? row.layer() : Double.parseDouble(fields.get(i)));
      return said;
    }).toList());
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n";
  }
}
