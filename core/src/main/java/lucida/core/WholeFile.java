package lucida.core;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** Writes files that are there whole or not at all: first beside their place, then moved there. No reader ever sees half of one. */
public final class WholeFile {
  private WholeFile() {}

  /** Writes what a file shall hold. */
  @FunctionalInterface
  public interface Content {
    /** To a file that is not there yet. */
    void write(Path part) throws IOException;
  }

  /**
   * Writes a file; one of that name is replaced in one step.
   *
   * @throws IOException if it cannot be written; a file that was there before is then untouched, and nothing else is left behind
   */
  public static void write(Path file, Content content) throws IOException {
    if (Files.isDirectory(file)) throw new IOException(file + " is a folder, not a place for a file");
    Path whole = file.toAbsolutePath();
    Path part = whole.resolveSibling("." + whole.getFileName() + "." + UUID.randomUUID() + ".part");
    try {
      content.write(part);
      try {
        Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(part, whole, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (NoSuchFileException e) {
      throw new NoSuchFileException(file.toString(), null, "its folder does not exist");
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
