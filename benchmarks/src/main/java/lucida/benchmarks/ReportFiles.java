package lucida.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import lucida.files.WholeFile;

/**
 * The files of a report, NAME-DATE.md and NAME-DATE.json.
 *
 * @param name what was measured
 * @param date when
 */
public record ReportFiles(String name, LocalDateTime date) {
  private static final DateTimeFormatter READABLE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
  private static final DateTimeFormatter IN_FILE_NAMES = DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmm", Locale.ROOT);

  /** The first line of the Markdown, with a name that may differ from that of the files. */
  public String title(String readableName) {
    return "# " + readableName + ", " + READABLE.format(date);
  }

  /** The names of the files without their endings. */
  public String stem() { return name + "-" + IN_FILE_NAMES.format(date); }

  /** Writes both, each whole or not at all, and returns the first. */
  public Path write(Path directory, String markdown, String json) throws IOException {
    Files.createDirectories(directory);
    Path table = directory.resolve(stem() + ".md");
    WholeFile.write(directory.resolve(stem() + ".json"), json);
    WholeFile.write(table, markdown);
    return table;
  }
}
