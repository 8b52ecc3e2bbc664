package lucida.judge.results;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** Writes tables in a format of its own; found by {@link java.util.ServiceLoader}. */
public interface TableWriter {
  /** The ending of its files: "parquet". */
  String ending();

  /**
   * Writes a table.
   *
   * @param folder holds it as CSV
   * @param out an empty file
   */
  void write(ResultTable table, Path folder, FileChannel out) throws IOException;
}
