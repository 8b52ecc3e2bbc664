package lucida.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code lucida shell} in a process of its own: it talks to standard input and output. */
class ShellCommandTest {
  private static final String EXAMPLE = "Input x = Input.of(\"x\"); Differential.gradient(x.tanh().exp(), x)";

  @TempDir
  private Path folder;

  /** What is printed when this is typed. */
  private String typed(String input, String... arguments) throws IOException, InterruptedException {
    String classes = Stream.of("java.class.path", "jdk.module.path", "surefire.test.class.path").map(System::getProperty)
        .filter(Objects::nonNull).collect(Collectors.joining(File.pathSeparator));
    List<String> command = Stream.concat(Stream.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--add-modules", "jdk.incubator.vector", "-Dstdout.encoding=UTF-8", "-cp", classes, Main.class.getName(), "shell"),
        Stream.of(arguments)).toList();
    Path typed = Files.writeString(folder.resolve("typed"), input);
    Process process = new ProcessBuilder(command).redirectInput(typed.toFile()).redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), printed);
    return printed;
  }

  /** The greeting is three lines, and the example in it does what the derivative of exp(tanh(x)) is: sech(x)² exp(tanh(x)). */
  @Test
  void theExampleOfTheGreetingWorks() throws IOException, InterruptedException {
    String printed = typed(EXAMPLE + "\n");
    List<String> lines = printed.lines().filter(line -> !line.startsWith("WARNING: ")).toList();
    assertTrue(lines.getFirst().startsWith("lucida"), printed);
    assertTrue(lines.get(1).endsWith(EXAMPLE), printed);
    assertTrue(lines.get(3).startsWith("|  Welcome to JShell"), printed);
    assertTrue(printed.contains(" ==> sech(x)² ⊙ exp(tanh(x))"), printed);
  }

  /** Files run first; fast kernels are there, and no name of lucida is ambiguous beside those of java.util. */
  @Test
  void filesRunFirst() throws IOException, InterruptedException {
    Path file = Files.writeString(folder.resolve("net.jsh"),
        """
            TrainedModel net = Bundled.network("scenes-resnet");
            Subject subject = Subject.of(net.model(), Plan.float32());
            Probe probe = subject.probe(net.preprocessing().tensor(Bundled.picture("car-and-cat"), Precision.FLOAT32), Target.predicted());
            Method method = new GradCam();
            """);
    String printed = typed("method.explain(probe).map().shape()\nlucida.core.kernel.KernelChoice.standard().kernels().name()\n",
        file.toString());
    assertTrue(printed.contains(" ==> [8, 8]"), printed);
    assertTrue(printed.contains(" ==> \"vector\""), printed);
  }

  @Test
  void aFileThatIsNotThereIsRefused() {
    StringWriter err = new StringWriter();
    assertEquals(2, Main.run(new PrintWriter(err, true), new PrintWriter(err, true), "shell", "missing.jsh"));
    assertEquals("lucida: missing.jsh: there is no such file", err.toString().strip());
  }
}
