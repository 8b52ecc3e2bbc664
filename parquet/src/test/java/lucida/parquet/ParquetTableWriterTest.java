package lucida.parquet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hardwood.InputFile;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lucida.judge.Judgement;
import lucida.judge.Metric;
import lucida.judge.Row;
import lucida.judge.catalogue.Metrics;
import lucida.judge.results.ConvertedTables;
import lucida.judge.results.ResultTable;
import lucida.judge.results.RowFiles;
import lucida.judge.results.SummaryFiles;
import lucida.judge.results.SummaryTable;
import lucida.judge.results.TableWriter;
import lucida.judge.statistics.Columns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Apache Parquet wrote, read by Hardwood, which shares no code with it. */
class ParquetTableWriterTest {
  @TempDir
  private Path folder;

  /** Names with commas, quotes and letters of three bytes; values that are not known; a curve, and one of a single number. */
  private Path evaluation(String name) throws IOException {
    Path made = Files.createDirectories(folder.resolve(name));
    List<Metric> metrics = List.of(Metrics.named("deletion"), Metrics.named("pointing-game"));
    Columns columns = new Columns(metrics);
    try (RowFiles files = RowFiles.begin(made)) {
      for (int i = 0; i < 40; i++) {
        String picture = "\"a\", 鳥 " + i + ".png";
        List<Row> rows = List.of(row(picture, i, "deletion", new Judgement.Value(Math.sqrt(i), curve(i % 7 + 1), List.of())),
            row(picture, i, "pointing-game", i % 3 == 0
                ? Judgement.leftOut("no object, \"of\" the class")
                : new Judgement.Value(-0.0, List.of(), List.of("flat", "dead"))));
        files.add(picture, rows, List.of("note " + i));
        rows.forEach(columns::add);
      }
      files.leaveOut("last", "it cannot be read");
    }
    new SummaryFiles(SummaryTable.of(new LinkedHashMap<>(), columns.columns(), 1)).write(made);
    return made;
  }

  private static Row row(String picture, int c, String metric, Judgement judgement) {
    return new Row(picture, c, c % 2 == 0 ? "gradcam" : "layercam", "features", metric, judgement);
  }

  private static List<Double> curve(int n) {
    return IntStream.range(0, n).mapToObj(i -> 1 / (i + 3.0)).toList();
  }

  @Test
  void theSameRowsAreReadBack() throws IOException {
    Path csv = evaluation("csv"), converted = evaluation("converted"), again = evaluation("again");
    TableWriter writer = ServiceLoader.load(TableWriter.class).findFirst().orElseThrow();
    new ConvertedTables(converted, writer.ending()).replaceCsv(writer);
    new ConvertedTables(again, writer.ending()).replaceCsv(writer);
    for (ResultTable table : ResultTable.values()) {
      assertFalse(Files.exists(table.csv(converted)), "instead of " + table.title() + ".csv");
      List<List<String>> rows = new ArrayList<>();
      table.read(csv, rows::add);
      assertTrue(!rows.isEmpty(), table.title());
      String file = table.title() + ".parquet";
      assertEquals(rows, read(table, converted.resolve(file)), table.title());
      assertArrayEquals(Files.readAllBytes(converted.resolve(file)), Files.readAllBytes(again.resolve(file)),
          "the same bytes: " + file);
    }
    new ConvertedTables(converted, writer.ending()).delete();
    assertFalse(Files.exists(converted.resolve("summary.parquet")));
  }

  private static List<List<String>> read(ResultTable table, Path file) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    try (ParquetFileReader reader = ParquetFileReader.open(InputFile.of(file)); RowReader row = reader.rowReader()) {
      while (row.hasNext()) {
        row.next();
        rows.add(table.fields().stream().map(field -> row.isNull(field.name()) ? "" : switch (field.kind()) {
          case TEXT -> row.getString(field.name());
          case WHOLE -> String.valueOf(row.getInt(field.name()));
          case NUMBER -> String.valueOf(row.getDouble(field.name()));
          case NUMBERS -> Arrays.stream(row.getList(field.name()).doubles().toArray()).mapToObj(String::valueOf)
              .collect(Collectors.joining(" "));
        }).toList());
      }
    }
    return rows;
  }
}
