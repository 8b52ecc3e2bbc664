import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * {@code java build/Stale.java PROJECT ARGUMENT...}: the exit code says what is to be built before the command is started with these arguments: 1 the command, 2 the room of Parquet files, which is
 * needed where they are asked for, 3 both, 0 nothing. That is where a source or a pom is newer than the mark of the last build, or there is no mark. For lucida.cmd; the script {@code lucida} asks
 * {@code find}.
 */
final class Stale {
  private Stale() {}

  static void main(String[] args) throws IOException {
    Path project = Path.of(args[0]);
    List<String> arguments = List.of(args).subList(1, args.length);
    List<String> rooms = new ArrayList<>(Files.readAllLines(project.resolve("build/rooms")));
    int stale = isStale(project, "cli", rooms) ? 1 : 0;
    if (asksForParquet(arguments)) {
      rooms.add("parquet");
      if (isStale(project, "parquet", rooms)) stale += 2;
    }
    System.exit(stale);
  }

  private static boolean asksForParquet(List<String> arguments) {
    return !arguments.isEmpty() && arguments.getFirst().equals("evaluate")
        && arguments.stream().anyMatch(argument -> argument.equals("--parquet") || argument.equals("--parquet=true"));
  }

  private static boolean isStale(Path project, String room, List<String> rooms) throws IOException {
    Path mark = project.resolve(room).resolve("target/quick/lucida-built");
    return !Files.exists(mark) || isNewer(project, rooms, Files.getLastModifiedTime(mark));
  }

  private static boolean isNewer(Path project, List<String> rooms, FileTime built) throws IOException {
    List<Path> starts = new ArrayList<>(List.of(project.resolve("pom.xml")));
    for (String room : rooms) {
      starts.add(project.resolve(room).resolve("pom.xml"));
      starts.add(project.resolve(room).resolve("src/main"));
    }
    for (Path start : starts)
      try (Stream<Path> files = Files.walk(start)) {
        for (Path file : files.toList()) if (Files.getLastModifiedTime(file).compareTo(built) > 0) return true;
      }
    return false;
  }
}
