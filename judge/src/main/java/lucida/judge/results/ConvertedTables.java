package lucida.judge.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import lucida.files.WholeFile;

/**
 * The tables of an evaluation that ended in another format than CSV. They are made of the CSV files, so that a run that was killed is resumed as ever.
 *
 * @param folder of the evaluation
 * @param ending of the files
 */
public record ConvertedTables(Path folder, String ending) {
  /** Writes every table by a writer of this format, and then deletes the CSV files. */
  public void replaceCsv(TableWriter writer) throws IOException {
    for (ResultTable table : ResultTable.values()) WholeFile.write(file(table), out -> writer.write(table, folder, out));
    for (ResultTable table : ResultTable.values()) Files.deleteIfExists(table.csv(folder));
  }

  /** Whether all of them are there. */
  public boolean areThere() {
    return Arrays.stream(ResultTable.values()).allMatch(table -> Files.exists(file(table)));
  }

  /** Deletes those of an earlier run, if there is one. */
  public void delete() throws IOException {
    if (Files.isDirectory(folder)) for (ResultTable table : ResultTable.values()) Files.deleteIfExists(file(table));
  }

  private Path file(ResultTable table) { return folder.resolve(table.title() + "." + ending); }
}
