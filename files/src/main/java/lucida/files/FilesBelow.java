package lucida.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The files in a folder and below it. Links are followed; pipes, and links that lead nowhere, are among what is found: reading them says what is wrong. */
public final class FilesBelow {
  private FilesBelow() {}

  /**
   * Those that are wanted, sorted; no folders.
   *
   * @throws IOException if a folder may not be read, or a link leads back to a folder that holds it; the message is a sentence that names what was read
   */
  public static List<Path> of(Path folder, Predicate<? super Path> wanted) throws IOException {
    try (Stream<Path> below = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
      return below.filter(file -> !Files.isDirectory(file) && wanted.test(file)).sorted().toList();
    } catch (IOException e) {
      throw refused(folder, e);
    } catch (UncheckedIOException e) { // while walking
      throw refused(folder, Objects.requireNonNull(e.getCause()));
    }
  }

  /** The name of a file from a folder on, with '/' between its parts on every system; a backslash that is part of a name stays. */
  public static String name(Path folder, Path file) {
    return StreamSupport.stream(folder.relativize(file).spliterator(), false).map(Path::toString).collect(Collectors.joining("/"));
  }

  private static IOException refused(Path folder, IOException why) {
    String reason = why instanceof FileSystemLoopException loop
        ? loop.getFile() + " is a link to a folder that holds it"
        : String.valueOf(why.getMessage());
    FileSystemException sentence = new FileSystemException("folder " + folder + " cannot be read (" + reason + ")");
    sentence.initCause(why);
    return sentence;
  }
}
