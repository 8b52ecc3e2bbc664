package lucida.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lucida.files.Sha256;
import lucida.files.WholeFile;

/**
 * The files that runs wrote to a folder, listed there with their checksums, so that a later run can remove what an earlier one left
 * about the same pictures. A file that was changed since, or that is not listed, is never removed.
 */
final class WrittenFiles implements AutoCloseable {
  /** The list: on each line the SHA-256 of a file, the stem of its picture, its path from the folder, with tabs between them. */
  static final String LIST = ".lucida-files";
  private static final long LONGEST = 64L << 20;

  private final Path folder;
  private final List<Entry> earlier;
  private final List<Entry> written = new ArrayList<>();
  private final Set<String> stems = new HashSet<>();

  private record Entry(String checksum, String stem, String path) {
    String line() { return checksum + '\t' + stem + '\t' + path; }

    static Stream<Entry> read(String line) {
      String[] parts = line.split("\t", -1);
      return parts.length == 3 ? Stream.of(new Entry(parts[0], parts[1], parts[2])) : Stream.empty();
    }
  }

  private WrittenFiles(Path folder, List<Entry> earlier) {
    this.folder = folder;
    this.earlier = earlier;
  }

  /** What earlier runs wrote to a folder; a list that cannot be read lists nothing. */
  static WrittenFiles of(Path folder) {
    Path list = folder.resolve(LIST);
    try {
      if (!Files.isRegularFile(list, LinkOption.NOFOLLOW_LINKS) || Files.size(list) > LONGEST)
        return new WrittenFiles(folder, List.of());
      return new WrittenFiles(folder, Files.readAllLines(list, UTF_8).stream().flatMap(Entry::read).toList());
    } catch (IOException e) {
      return new WrittenFiles(folder, List.of());
    }
  }

  /** Adds a file of this run. */
  void add(String stem, Path file) throws IOException {
    about(stem);
    written.add(new Entry(Sha256.of(file), stem, folder.relativize(file).toString()));
  }

  /** This run is about a picture, whether it writes a file of it or not. */
  void about(String stem) { stems.add(stem); }

  /** How many files this run wrote. */
  int count() { return written.size(); }

  /**
   * Removes what earlier runs wrote about the pictures of this one, where this one did not write it again. Returns how many files.
   *
   * @param kind the files that a run of this command writes
   */
  int removeStale(Predicate<String> kind) throws IOException {
    int removed = 0;
    for (Entry entry : replaced())
      if (stems.contains(entry.stem) && kind.test(entry.path) && isUnchanged(entry)
          && Files.deleteIfExists(folder.resolve(entry.path)))
        removed++;
    return removed;
  }

  /** Writes the list, of this run and of what is still there of earlier ones; after an interrupt too. */
  @Override
  public void close() throws IOException {
    if (written.isEmpty() && (earlier.isEmpty() || stems.isEmpty())) return;
    boolean interrupted = Thread.interrupted(); // a channel of an interrupted thread is closed
    try {
      write();
    } finally {
      if (interrupted) Thread.currentThread().interrupt();
    }
  }

  private void write() throws IOException {
    String lines = Stream.concat(replaced().stream().filter(this::isThere), written.stream()).map(Entry::line)
        .collect(Collectors.joining("\n", "", "\n"));
    WholeFile.write(folder.resolve(LIST), lines);
  }

  private List<Entry> replaced() {
    Set<String> now = written.stream().map(Entry::path).collect(Collectors.toSet());
    return earlier.stream().filter(entry -> !now.contains(entry.path)).toList();
  }

  /** Whether it is a file inside the folder, reached without links: the list is not trusted. */
  private boolean isThere(Entry entry) {
    try {
      Path file = folder.resolve(entry.path).normalize();
      return file.startsWith(folder.normalize()) && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
          && file.toRealPath().startsWith(folder.toRealPath());
    } catch (IOException | InvalidPathException e) {
      return false;
    }
  }

  private boolean isUnchanged(Entry entry) throws IOException {
    return isThere(entry) && Sha256.of(folder.resolve(entry.path)).equals(entry.checksum);
  }
}
