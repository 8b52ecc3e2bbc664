package lucida.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import lucida.core.OrphanedParts;
import lucida.core.WholeFile;

/** A folder that files can be written to. */
final class OutputFolder {
  private OutputFolder() {}

  /** Makes it if it is not there, and finds out before any work is done whether something can be written to it. */
  static void prepare(Path folder) throws IOException {
    if (Files.exists(folder) && !Files.isDirectory(folder))
      throw new IllegalArgumentException("--out " + folder + " is a file; files are written to a folder");
    try {
      Files.createDirectories(folder);
      Files.delete(Files.createTempFile(folder, ".lucida", ".part"));
      OrphanedParts.sweep(folder);
    } catch (IOException e) {
      throw new IOException("--out " + folder + ": nothing can be written there (" + WholeFile.reason(e) + ")", e);
    }
  }

  /** Removes what killed processes left beside a file that is going to be written. */
  static void sweepBeside(Path file) {
    Optional.ofNullable(file.toAbsolutePath().getParent()).ifPresent(OrphanedParts::sweep);
  }
}
