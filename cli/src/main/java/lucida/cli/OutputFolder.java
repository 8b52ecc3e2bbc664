package lucida.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

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
    } catch (IOException e) {
      throw new IOException("--out " + folder + ": nothing can be written there (" + reason(e) + ")", e);
    }
  }

  private static String reason(IOException e) {
    if (e instanceof AccessDeniedException) return "permission denied";
    return e instanceof FileSystemException failed && failed.getReason() != null
        ? failed.getReason()
        : e.getClass().getSimpleName();
  }
}
