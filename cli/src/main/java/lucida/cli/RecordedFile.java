package lucida.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import lucida.files.Sha256;
import tools.jackson.core.JsonGenerator;

/**
 * A file that a run read.
 *
 * @param path as the user named it
 * @param sha256 in hexadecimal digits
 */
record RecordedFile(String path, String sha256) {
  /**
   * A file as it is now.
   *
   * @throws IllegalArgumentException in one sentence that names it, if it cannot be read
   */
  static RecordedFile of(Path file) {
    try {
      return new RecordedFile(file.toString(), Sha256.of(file));
    } catch (IOException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /**
   * Checks that the file is still there and the same.
   *
   * @param directory where the run was started, from which relative paths lead
   * @throws IllegalArgumentException in one sentence that names it, if it is not
   */
  void check(String directory) {
    Path file = file();
    if (Files.notExists(file))
      throw new IllegalArgumentException(path + ": there is no such file" + (file.isAbsolute()
          ? ""
          : "; the run of the record was started in " + directory));
    String now = of(file).sha256;
    if (!now.equals(sha256))
      throw new IllegalArgumentException(
          path + " is not what it was when the record was written: its SHA-256 is " + now + ", and was "
              + sha256);
  }

  private Path file() {
    try {
      return Path.of(path);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("'" + path + "', which the record names, is no name of a file", e);
    }
  }

  /** As an object. */
  void write(JsonGenerator out) {
    out.writeStartObject();
    out.writeStringProperty("path", path);
    out.writeStringProperty("sha256", sha256);
    out.writeEndObject();
  }
}
