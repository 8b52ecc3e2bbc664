package lucida.cli;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lucida.files.OrphanedParts;
import lucida.files.WholeFile;

/**
 * A folder that files can be written to. Closed it is gone again if it was made and nothing was written.
 *
 * @param made the folders that were not there, the innermost first
 */
record OutputFolder(List<Path> made) implements AutoCloseable {
  /** Makes it if it is not there, and finds out before any work is done whether something can be written to it. */
  static OutputFolder prepare(Path folder) throws IOException {
    for (Path at = folder; at != null; at = at.getParent())
      if (Files.exists(at) && !Files.isDirectory(at))
        throw new IllegalArgumentException(
            "--out " + folder + (at.equals(folder) ? "" : ": " + at) + " is a file; files are written to a folder");
    List<Path> missing = new ArrayList<>();
    for (Path at = folder.toAbsolutePath().normalize(); at != null && Files.notExists(at); at = at.getParent()) missing.add(at);
    try {
      Files.createDirectories(folder);
      Files.delete(Files.createTempFile(folder, ".lucida", ".part"));
      OrphanedParts.sweep(folder);
      return new OutputFolder(List.copyOf(missing));
    } catch (IOException e) {
      throw new IOException("--out " + folder + ": nothing can be written there (" + WholeFile.reason(e) + ")", e);
    }
  }

  /**
   * Removes what an earlier run wrote there, so that nobody takes it for this one's.
   *
   * @param names of files, or patterns as in {@code sanity-*.png}
   */
  static void clear(Path folder, String... names) throws IOException {
    if (!Files.isDirectory(folder)) return;
    for (String name : names)
      try (DirectoryStream<Path> earlier = Files.newDirectoryStream(folder, name)) {
        for (Path file : earlier) Files.delete(file);
      }
  }

  @Override
  public void close() throws IOException {
    try {
      for (Path folder : made) Files.deleteIfExists(folder);
    } catch (DirectoryNotEmptyException _) {
      // something was written, and stays
    }
  }

  /** Removes what killed processes left beside a file that is going to be written. */
  static void sweepBeside(Path file) {
    Optional.ofNullable(file.toAbsolutePath().getParent()).ifPresent(OrphanedParts::sweep);
  }
}
