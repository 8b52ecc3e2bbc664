package lucida.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import lucida.files.RegularFile;
import lucida.files.Sha256;
import tools.jackson.core.JsonGenerator;

/** A file that a run read, with its SHA-256, which is computed while the run goes on. */
final class RecordedFile {
  /** One file after the other: a network may have hundreds. */
  private static final Executor IN_TURN = Executors
      .newSingleThreadExecutor(Thread.ofPlatform().daemon().name("lucida-sha256").factory());

  private final String path;
  private final CompletableFuture<String> sha256;

  private RecordedFile(String path, CompletableFuture<String> sha256) {
    this.path = path;
    this.sha256 = sha256;
  }

  /**
   * One that a record names.
   *
   * @param path as the user named it
   * @param sha256 in hexadecimal digits
   */
  RecordedFile(String path, String sha256) { this(path, CompletableFuture.completedFuture(sha256)); }

  /**
   * A file as it is now.
   *
   * @throws IllegalArgumentException in one sentence that names it, if it cannot be read
   */
  static RecordedFile of(Path file) {
    try {
      RegularFile.open(file).close();
    } catch (IOException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
    return new RecordedFile(file.toString(), CompletableFuture.supplyAsync(() -> digest(file), IN_TURN));
  }

  private static String digest(Path file) {
    try {
      return Sha256.of(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  /** As the user named it. */
  String path() { return path; }

  /**
   * In hexadecimal digits; waits until it is known.
   *
   * @throws IllegalArgumentException in one sentence that names the file, if it could not be read to its end
   */
  String sha256() {
    try {
      return sha256.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof UncheckedIOException io) throw new IllegalArgumentException(io.getMessage(), io);
      throw e;
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
    String now = of(file).sha256();
    if (!now.equals(sha256()))
      throw new IllegalArgumentException(
          path + " is not what it was when the record was written: its SHA-256 is " + now + ", and was "
              + sha256());
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
    out.writeStringProperty("sha256", sha256());
    out.writeEndObject();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RecordedFile file && path.equals(file.path) && sha256().equals(file.sha256());
  }

  @Override
  public int hashCode() { return Objects.hash(path, sha256()); }
}
