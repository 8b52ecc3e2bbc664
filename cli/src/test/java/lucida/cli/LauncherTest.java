package lucida.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that starts the command, with a JDK that only prints what it was started with. */
class LauncherTest {
  @TempDir
  private Path folder;

  /** What Java was started with: the locale, then the arguments. */
  private List<String> started(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
    Path project = Path.of(System.getProperty("basedir", ".")).toAbsolutePath().normalize().getParent();
    for (String name : List.of("lucida", "build/jdk.sh")) {
      Path copy = folder.resolve(name);
      Files.createDirectories(copy.getParent());
      Files.writeString(copy, Files.readString(project.resolve(name)));
    }
    write("pom.xml", "");
    write("cli/target/quick/lucida-built", "");
    write("jdk/release", "JAVA_VERSION=\"99\"\n");
    write("jdk/bin/javac", "");
    write("jdk/bin/java", "#!/bin/sh\necho \"${LC_ALL:-}\"\nfor a in \"$@\"; do echo \"$a\"; done\n");
    List<String> command = new ArrayList<>(List.of("sh", folder.resolve("lucida").toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().putAll(Map.of("PATH", "/usr/bin:/bin", "JAVA_HOME", folder.resolve("jdk").toString()));
    builder.environment().putAll(environment);
    Process process = builder.start();
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
    assertEquals(List.of("-Xmx8g", "-Xss64m"), lines.subList(1, 3));
    assertEquals(List.of("lucida.cli/lucida.cli.Main", "explain", "a cat's \"*\".png"),
        lines.subList(lines.size() - 3, lines.size()));
  }
}
