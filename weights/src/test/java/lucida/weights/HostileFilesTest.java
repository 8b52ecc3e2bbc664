package lucida.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import lucida.weights.model.ModelFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every hostile file, read in a JVM of 512 MB: each ends as it should, in one sentence where it is refused, and nothing is touched but the file
 * and its siblings: no other file, no socket, no process.
 */
@DisabledOnOs(OS.WINDOWS)
final class HostileFilesTest {
  private static final Pattern CLASS_OF_EXCEPTION = Pattern.compile("\\b\\w+(Exception|Error)\\b");
  /** A hang, not slowness: the machine may be busy. */
  private static final long LONGEST_MILLISECONDS = 30_000;

  @TempDir
  private Path folder;

  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void endsAsItShouldAndTouchesNothingElse() throws Exception {
    List<HostileFile> files = HostileFiles.in(Files.createDirectory(folder.resolve("files")).toRealPath());
    assertTrue(files.size() > 200, files.size() + " files");
    Path list = Files.write(folder.resolve("list"), files.stream().map(HostileFile::line).toList());
    Path recording = folder.resolve("recording.jfr");
    List<String> outcomes = child(list, recording);
    assertEquals(files.size(), outcomes.size(), "the last file that was read: " + outcomes.getLast());
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) wrong.addAll(wrong(files.get(i), outcomes.get(i).split("\t", -1)));
    wrong.addAll(touched(files, recording));
    assertEquals(List.of(), wrong, () -> String.join(System.lineSeparator(), wrong));
  }

  private List<String> child(Path list, Path recording) throws Exception {
    String classes = Stream.of("java.class.path", "jdk.module.path", "surefire.test.class.path")
        .map(key -> System.getProperty(key, "")).filter(path -> !path.isEmpty()).collect(Collectors.joining(File.pathSeparator));
    String own = root(HostileFilesTest.class) + File.pathSeparator + root(ModelFiles.class);
    Path errors = folder.resolve("errors");
    Process child = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m",
        "-XX:+UseSerialGC", "-Dorg.slf4j.simpleLogger.defaultLogLevel=off", // a library's log would stand between the outcomes
        "-XX:TieredStopAtLevel=1", "-cp", own + File.pathSeparator + classes, HostileReader.class.getName(), list.toString(),
        recording.toString()).redirectError(errors.toFile()).start();
    List<String> lines = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    assertEquals(0, child.waitFor(), () -> text(errors));
    return lines;
  }

  /** The folder with the classes of a module or of its tests. */
  private static Path root(Class<?> type) throws URISyntaxException {
    Path file = Path.of(type.getResource(type.getName().replaceAll(".*\\.", "") + ".class").toURI());
    return file.resolve("../../../..").normalize();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static List<String> wrong(HostileFile file, String... outcome) {
    List<String> wrong = new ArrayList<>();
    String title = file.path() + ": ";
    boolean read = outcome[2].equals("READ"), refused = outcome[2].equals("REFUSED");
    switch (file.verdict()) {
      case READ -> { if (!read) wrong.add(title + "should be read: " + outcome[3]); }
      case REFUSED -> { if (!refused) wrong.add(title + "should be refused: " + outcome[2] + " " + outcome[3]); }
      case BOUNDED -> { if (!read && !refused) wrong.add(title + outcome[3]); }
    }
    String name = String.valueOf(file.path().getFileName());
    if (refused && !(outcome[3].contains(name) && !outcome[3].contains("\\n") && !CLASS_OF_EXCEPTION.matcher(outcome[3]).find()))
      wrong.add(title + "no sentence that names the file: " + outcome[3]);
    if (Long.parseLong(outcome[1]) > LONGEST_MILLISECONDS) wrong.add(title + "took " + outcome[1] + " ms");
    return wrong;
  }

  /** What was touched while a file was read, and is neither the file nor one of its siblings. */
  private static List<String> touched(List<HostileFile> files, Path recording) throws IOException {
    List<RecordedEvent> events = RecordingFile.readAllEvents(recording);
    List<RecordedEvent> readings = events.stream().filter(e -> e.getEventType().getName().equals(HostileReader.READING)).toList();
    assertEquals(files.size(), readings.size());
    assertTrue(events.stream().anyMatch(e -> e.getEventType().getName().equals("jdk.FileRead")), "files are recorded");
    List<String> wrong = new ArrayList<>();
    for (RecordedEvent event : events) {
      String type = event.getEventType().getName();
      if (type.equals(HostileReader.READING)) continue;
      if (!type.startsWith("jdk.File")) wrong.add(event.toString());
      else for (RecordedEvent reading : readings)
          if (isDuring(event.getStartTime(), reading)) {
            HostileFile file = files.get(reading.getInt("number"));
            if (!allowed(file).contains(event.getString("path")) && !isOfTheProgram(event.getString("path"))
                || type.equals("jdk.FileWrite"))
              wrong.add(file.path() + ": touches " + event.getString("path"));
          }
    }
    return wrong;
  }

  private static boolean isDuring(Instant time, RecordedEvent reading) {
    return !time.isBefore(reading.getStartTime()) && !time.isAfter(reading.getEndTime());
  }

  private static Set<String> allowed(HostileFile file) throws IOException {
    assertFalse(file.siblings().contains(file.path()));
    return Stream.concat(Stream.of(file.path()), file.siblings().stream()).map(Path::toString).collect(Collectors.toSet());
  }

  /** A class that is loaded late. */
  private static boolean isOfTheProgram(String path) {
    return path != null && (path.endsWith(".jar") || path.endsWith(".class") || path.startsWith(System.getProperty("java.home")));
  }
}
