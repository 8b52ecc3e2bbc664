package lucida;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lucida.pictures.Picture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample project, compiled with what the one dependency brings and nothing else, and run in a JVM of its own. */
class SampleTest {
  private static final Path SOURCES = Path.of("../docs/sample/src/main/java");
  /** Red on the left, class 0 of {@link SampleNetwork}, and blue on the right, class 1. */
  private static final Picture PHOTOGRAPH = Picture.painted(300, 240, (x, y) -> x < 150 ? 0xc04020 : 0x2040c0);
  private static final String VECTOR = "vector kernels: the fastest that can run here";
  /** Of the test itself: everything else on its class path is what the artifact brings. */
  private static final List<String> OF_THE_TEST = List.of("test-classes", "junit-", "opentest4j-", "apiguardian-", "surefire-");

  @TempDir
  Path folder;

  @BeforeEach
  void aNetworkAndAPhotograph() throws IOException {
    SampleNetwork.write(folder.resolve("network.onnx"));
    PHOTOGRAPH.write(folder.resolve("photograph.png"));
  }

  @Test
  void runsOnTheClassPath() throws Exception {
    compile("--class-path", brought(), SOURCES.resolve("example/Explain.java"));
    Run run = run("--add-modules", "jdk.incubator.vector", "--class-path", folder + File.pathSeparator + brought(),
        "example.Explain");
    explains(run, VECTOR);
  }

  /** The provider's module is resolved because core's uses it, and the incubator's with it: no flag. */
  @Test
  void runsOnTheModulePath() throws Exception {
    compile("--module-path", brought(), SOURCES.resolve("module-info.java"), SOURCES.resolve("example/Explain.java"));
    Run run = run("--module-path", folder + File.pathSeparator + brought(), "--module", "example/example.Explain");
    explains(run, VECTOR);
  }

  /** Without the flag it works, and says once how it would be fast and why it is not. */
  @Test
  void saysWhatIsMissing() throws Exception {
    compile("--class-path", brought(), SOURCES.resolve("example/Explain.java"));
    Run run = run("--class-path", folder + File.pathSeparator + brought(), "example.Explain");
    explains(run, "scalar kernels: vector kernels off: pass --add-modules jdk.incubator.vector");
    assertEquals(2, run.errors.split("vector kernels off", -1).length, run.errors);
    assertTrue(run.errors.contains("pass --add-modules jdk.incubator.vector to java"), run.errors);
  }

  private void explains(Run run, String kernels) throws Exception {
    assertEquals(0, run.code, run.errors);
    assertEquals(List.of("gradcam of class 1 at A of network.onnx for [3, 224, 224], 2 tensors with 8 numbers", kernels),
        run.printed.lines().toList());
    Picture overlay = Picture.read(folder.resolve("overlay.png"));
    assertEquals(PHOTOGRAPH.toString(), overlay.toString());
    assertNotEquals(PHOTOGRAPH.rgb(225, 120), overlay.rgb(225, 120), "there is something to see where class 1 is");
  }

  private static String brought() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> OF_THE_TEST.stream().noneMatch(Path.of(entry).getFileName().toString()::startsWith))
        .map(entry -> Path.of(entry).toAbsolutePath().toString()).collect(Collectors.joining(File.pathSeparator));
  }

  private void compile(String option, String path, Path... sources) {
    StringWriter said = new StringWriter();
    PrintWriter out = new PrintWriter(said);
    // the manifests of other libraries name jars that nobody needs
    List<String> arguments = new ArrayList<>(
        List.of("-Xlint:all,-path", "-Werror", "--release", "25", option, path, "-d", folder.toString()));
    for (Path source : sources) arguments.add(source.toString());
    int code = ToolProvider.findFirst("javac").orElseThrow().run(out, out, arguments.toArray(String[]::new));
    assertEquals(0, code, said::toString);
  }

  private record Run(int code, String printed, String errors) {}

  private Run run(String... options) throws Exception {
    List<String> command = Stream
        .of(Stream.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Djava.awt.headless=true",
            "-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8"), Stream.of(options),
            Stream.of("network.onnx", "photograph.png", "overlay.png").map(name -> folder.resolve(name).toString()))
        .flatMap(part -> part).toList();
    Path printed = folder.resolve("printed"), errors = folder.resolve("errors");
    Process process = new ProcessBuilder(command).redirectOutput(printed.toFile()).redirectError(errors.toFile()).start();
    assertTrue(process.waitFor(2, TimeUnit.MINUTES), "it ends");
    return new Run(process.exitValue(), Files.readString(printed), Files.readString(errors));
  }
}
