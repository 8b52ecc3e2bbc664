import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * {@code java build/Stale.java PROJECT MARK}: the exit code is 1 if a source or a pom of the rooms that the command is made of is newer than
 * the mark, or there is no mark. For lucida.cmd; the script {@code lucida} asks {@code find}.
 */
final class Stale {
  private Stale() {}

  static void main(String[] args) throws IOException {
    Path project = Path.of(args[0]), mark = Path.of(args[1]);
    System.exit(Files.exists(mark) && newer(project, Files.getLastModifiedTime(mark)).isEmpty() ? 0 : 1);
  }

  private static List<Path> newer(Path project, FileTime built) throws IOException {
    List<Path> starts = new ArrayList<>(List.of(project.resolve("pom.xml")));
    for (String room : Files.readAllLines(project.resolve("build/rooms"))) {
      starts.add(project.resolve(room).resolve("pom.xml"));
      starts.add(project.resolve(room).resolve("src/main"));
    }
    List<Path> newer = new ArrayList<>();
    for (Path start : starts)
      try (Stream<Path> files = Files.walk(start)) {
        for (Path file : files.toList()) if (Files.getLastModifiedTime(file).compareTo(built) > 0) newer.add(file);
      }
    return newer;
  }
}
