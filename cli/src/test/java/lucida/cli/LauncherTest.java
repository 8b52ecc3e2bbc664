package lucida.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that starts the command, with a JDK that only prints what it was started with. */
class LauncherTest {
  private static final Path PROJECT = Path.of(System.getProperty("basedir", ".")).toAbsolutePath().normalize().resolve("..")
      .normalize();

  @TempDir
  private Path folder;

  /** What Java was started with: the locale, then the arguments. */
  private List<String> started(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
    prepare();
    write("cli/target/quick/lucida-built", "");
    return lines(start(environment, arguments));
  }

  /** A project that was never built. */
  private void prepare() throws IOException {
    for (String name : List.of("lucida", "build/jdk.sh", "build/start.sh")) write(name, Files.readString(PROJECT.resolve(name)));
    write("pom.xml", "");
    write("build/rooms", "core\n");
    write("core/pom.xml", "");
    write("core/src/main/java/A.java", "");
    write("jdk/release", "JAVA_VERSION=\"99\"\n");
    write("jdk/bin/javac", "");
    write("jdk/bin/java", "#!/bin/sh\necho \"${LC_ALL:-}\"\nfor a in \"$@\"; do echo \"$a\"; done\n");
  }

  private Process start(Map<String, String> environment, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("sh", folder.resolve("lucida").toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().putAll(Map.of("PATH", "/usr/bin:/bin", "JAVA_HOME", folder.resolve("jdk").toString()));
    builder.environment().putAll(environment);
    return builder.start();
  }

  private static List<String> lines(Process process) throws IOException, InterruptedException {
    List<String> lines = process.inputReader().lines().toList();
    assertEquals(0, process.waitFor(), new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
    return lines;
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    file.toFile().setExecutable(true);
  }

  /** Java reads and writes names of files in the encoding of the locale; in containers and cron there is none. */
  @Test
  void namesOfFilesAreUtf8WithoutALocale() throws IOException, InterruptedException {
    for (Map<String, String> none : List.of(Map.<String, String>of(), Map.of("LANG", "C"), Map.of("LC_ALL", "POSIX"),
        Map.of("LANG", "xx_XX.UTF-8")))
      assertEquals("C.UTF-8", started(none, "explain").getFirst(), none.toString());
    assertEquals("", started(Map.of("LANG", "C.UTF-8"), "explain").getFirst(), "a locale in UTF-8 stays");
  }

  @Test
  void optionsForJavaAndArgumentsArePassedOn() throws IOException, InterruptedException {
    List<String> lines = started(Map.of("LUCIDA_JAVA_OPTIONS", "-Xmx8g -Xss64m"), "explain", "a cat's \"*\".png");
    int first = lines.indexOf("-Xmx8g");
    assertEquals(List.of("-Xmx8g", "-Xss64m"), lines.subList(first, first + 2));
    assertTrue(Set.of("-XX:+UseTransparentHugePages", memoryOptions()).containsAll(lines.subList(1, first)),
        "what was given comes last, and wins");
    assertEquals(List.of("lucida.cli/lucida.cli.Main", "explain", "a cat's \"*\".png"),
        lines.subList(lines.size() - 3, lines.size()));
  }

  private String memoryOptions() throws IOException {
    return "@" + folder.toRealPath().resolve("build/memory-options");
  }

  /** Java refuses two collectors. */
  @Test
  void whoeverNamesACollectorGetsThatOne() throws IOException, InterruptedException {
    assertTrue(started(Map.of(), "explain").contains(memoryOptions()));
    assertFalse(started(Map.of("LUCIDA_JAVA_OPTIONS", "-Xmx8g -XX:+UseG1GC"), "explain").contains(memoryOptions()));
  }

  /** Of several that start at once after a change one builds, and the others wait for it. A lock that was left behind by a build that was killed is no hindrance. */
  @Test
  void oneBuildsAtATime() throws IOException, InterruptedException {
    prepare();
    Files.createDirectories(folder.resolve("cli/target/quick"));
    Files.createSymbolicLink(folder.resolve("cli/target/quick/lucida-lock"), Path.of("999999999"));
    write("bin/mvn", "#!/bin/sh\necho built >>\"" + folder + "/builds\"\nsleep 1\n");
    List<Process> all = new ArrayList<>();
    for (int n = 0; n < 3; n++) all.add(start(withMaven(), "explain"));
    for (Process each : all) assertEquals("explain", lines(each).getLast());
    assertEquals(List.of("built"), Files.readAllLines(folder.resolve("builds")));
    assertFalse(Files.isSymbolicLink(folder.resolve("cli/target/quick/lucida-lock")));
  }

  /** The classes of an explanation are archived once, and again for another JDK, another place or other jars. */
  @Test
  void startsMapTheClassesThatWereArchived() throws IOException, InterruptedException {
    prepare();
    write("bin/mvn", "#!/bin/sh\nmkdir -p cli/target/quick\n");
    write("jdk/bin/java",
        "#!/bin/sh\nfor a in \"$@\"; do case $a in -XX:ArchiveClassesAtExit=*) echo >\"${a#*=}\"; echo \"$*\" >>\""
            + folder + "/archived\";; esac; echo \"$a\"; done\n");
    String archive = "-XX:SharedArchiveFile=" + folder.toRealPath().resolve("cli/target/quick/lucida-classes.jsa");
    for (int start = 0; start < 2; start++) assertTrue(lines(start(withMaven(), "explain")).contains(archive));
    assertEquals(1, Files.readAllLines(folder.resolve("archived")).size());
    Files.writeString(folder.resolve("cli/target/quick/lucida-classes"), "/elsewhere/jdk " + folder + "\n");
    assertTrue(lines(start(withMaven(), "explain")).contains(archive));
    assertEquals(2, Files.readAllLines(folder.resolve("archived")).size());
    write("parquet/target/quick/classpath.txt", "needed.jar");
    assertTrue(lines(start(withMaven(), "explain")).contains(archive));
    assertTrue(Files.readAllLines(folder.resolve("archived")).getLast().contains("needed.jar"),
        "with the jars of what was built since");
  }

  /** The writer of Parquet files is no part of the command: it is built by the first evaluation that asks for it, and again after a change. */
  @Test
  void whatWritesParquetFilesIsBuiltWhereTheyAreAskedFor() throws IOException, InterruptedException {
    prepare();
    write("cli/target/quick/lucida-built", "");
    write("parquet/pom.xml", "");
    write("parquet/src/main/java/P.java", "");
    write("bin/mvn", "#!/bin/sh\necho \"$*\" >>\"" + folder + "/builds\"\nmkdir -p parquet/target/quick\n"
        + "touch parquet/target/quick/lucida-parquet-0.1.0.jar\necho needed.jar >parquet/target/quick/classpath.txt\n");
    assertEquals(List.of(), builds("explain", "--parquet"), "that is for the command to refuse");
    assertEquals(List.of("-pl parquet"), builds("evaluate", "--out", "a b", "--parquet"));
    assertEquals(List.of("-pl parquet"), builds("evaluate", "--parquet"), "once");
    Path jar = folder.toRealPath().resolve("parquet/target/quick/lucida-parquet-0.1.0.jar");
    assertTrue(lines(start(withMaven(), "evaluate", "--parquet=true")).contains(jar + ":needed.jar"));
    FileTime later = FileTime.fromMillis(System.currentTimeMillis() + 5000);
    Files.setLastModifiedTime(folder.resolve("core/src/main/java/A.java"), later);
    assertEquals(List.of("-pl parquet", "-pl cli,parquet"), builds("evaluate", "--parquet"));
  }

  /** What Maven was asked to build up to now, after another start. */
  private List<String> builds(String... arguments) throws IOException, InterruptedException {
    assertEquals(List.of(arguments).getLast(), lines(start(withMaven(), arguments)).getLast());
    Path builds = folder.resolve("builds");
    return Files.exists(builds) ? found("(-pl \\S+) -am package", Files.readString(builds)).toList() : List.of();
  }

  private Map<String, String> withMaven() { return Map.of("PATH", folder.resolve("bin") + ":/usr/bin:/bin"); }

  /** A room that is missing in the list is never looked at: the command would stay what it was. */
  @Test
  void theListOfRoomsIsWhatTheCommandIsMadeOf() throws IOException {
    TreeSet<String> rooms = new TreeSet<>(Set.of("cli"));
    for (int before = 0; before < rooms.size();) {
      before = rooms.size();
      for (String room : List.copyOf(rooms)) rooms.addAll(needed(room));
    }
    assertEquals(rooms, new TreeSet<>(Files.readAllLines(PROJECT.resolve("build/rooms"))));
  }

  /** The rooms that a room's pom names, other than for its tests. */
  private static List<String> needed(String room) throws IOException {
    return Pattern
        .compile("<artifactId>lucida-([a-z0-9-]+)</artifactId><version>[^<]*</version>(?:<scope>runtime</scope>)?</dependency>")
        .matcher(Files.readString(PROJECT.resolve(room).resolve("pom.xml"))).results()
        .map(found -> found.group(1).replace("kernels-", "kernels/")).toList();
  }

  /** What lucida.cmd asks before it starts: 0 says that the last build will do, 1 that the command is to be built, 2 the writer of Parquet files, 3 both. */
  @Test
  void aNewerSourceMeansBuilding() throws IOException, InterruptedException {
    write("pom.xml", "");
    write("build/rooms", "core\nkernels/vector\n");
    for (String room : List.of("core", "kernels/vector", "parquet")) {
      write(room + "/pom.xml", "");
      write(room + "/src/main/java/A.java", "");
      write(room + "/src/test/java/T.java", "");
    }
    assertEquals(1, stale(), "nothing was built");
    assertEquals(3, stale("evaluate", "--parquet"));
    write("cli/target/quick/lucida-built", "");
    assertEquals(0, stale("explain", "--parquet"));
    assertEquals(2, stale("evaluate", "--out", "a", "--parquet=true"));
    write("parquet/target/quick/lucida-built", "");
    FileTime built = Files.getLastModifiedTime(folder.resolve("parquet/target/quick/lucida-built"));
    FileTime later = FileTime.fromMillis(built.toMillis() + 5000);
    assertEquals(0, stale("evaluate", "--parquet"));
    Files.setLastModifiedTime(folder.resolve("core/src/test/java/T.java"), later);
    assertEquals(0, stale(), "the command is not made of tests");
    Files.setLastModifiedTime(folder.resolve("parquet/src/main/java/A.java"), later);
    assertEquals(0, stale("evaluate"));
    assertEquals(2, stale("evaluate", "--parquet"));
    Files.setLastModifiedTime(folder.resolve("kernels/vector/src/main/java/A.java"), later);
    assertEquals(1, stale());
  }

  private int stale(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        PROJECT.resolve("build/Stale.java").toString(), folder.toString()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }

  /** Nothing here can run a batch file; what can be read of it is read. */
  @Test
  void theScriptsForWindowsAreWhole() throws IOException {
    String sh = Files.readString(PROJECT.resolve("lucida"));
    String cmd = Files.readString(PROJECT.resolve("lucida.cmd"));
    for (String message : found("echo \"(lucida: [^\"$]*)\" >&2", sh).toList())
      assertTrue(cmd.replaceAll("\\^([()])", "$1").contains("echo " + message), message);
    assertEquals(found("(mvn -B .*? package)", sh.replace("$wanted", "%wanted%")).toList(),
        found("call (mvn -B .*? package)", cmd).toList());
    for (String name : List.of("lucida.cmd", "build/dist/lucida.cmd")) {
      String text = Files.readString(PROJECT.resolve(name));
      assertEquals(List.of(), text.lines().filter(line -> line.matches("[^\"]*\"([^\"]*\"[^\"]*\")*[^\"]*")).toList(),
          "a quote is open");
      assertEquals(text.lines().count(), found("(\r\n)", text).count(), "batch files have lines of Windows");
      for (String label : found("(?:goto |call :)(\\w+)", text).toList())
        assertTrue(found("(?m)^:(\\w+)", text).toList().contains(label), label);
    }
    for (String file : found("%here%(build[^\"%]*)", cmd).toList())
      assertTrue(Files.exists(PROJECT.resolve(file.replace('\\', '/'))), file);
  }

  private static Stream<String> found(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().map(match -> match.group(1));
  }
}
