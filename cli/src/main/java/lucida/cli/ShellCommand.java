package lucida.cli;

import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import jdk.jshell.tool.JavaShellToolBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lucida shell}: the {@code jshell} of the Java that runs the command, with everything of lucida imported. */
@Command(name = "shell", mixinStandardHelpOptions = true, description = "Starts jshell, the JDK's shell for Java, with lucida's packages imported: what is typed is evaluated at once.", footer = {
    "", "Examples:", "  lucida shell", "  lucida shell docs/lecture.jsh",
    "  echo 'Input x = Input.of(\"x\"); Differential.gradient(x.tanh().exp(), x)' | lucida shell"})
final class ShellCommand implements Callable<Integer> {
  private static final String EXAMPLE = "Input x = Input.of(\"x\"); Differential.gradient(x.tanh().exp(), x)";

  /** Where jshell keeps what was typed: it tells of a first use in two lines. */
  private static final Logger PREFERENCES = Logger.getLogger("java.util.prefs");

  @Spec
  private CommandSpec spec;

  @Parameters(paramLabel = "FILE", arity = "0..*", description = "Files of Java to run first; then it is your turn.")
  private List<Path> files = List.of();

  @Override
  public Integer call() throws Exception {
    files.stream().filter(file -> !Files.isRegularFile(file)).findFirst().ifPresent(file -> {
      throw new IllegalArgumentException(file + ": there is no such file");
    });
    Path imports = Files.createTempFile("lucida", ".jsh");
    try (InputStream resource = Objects.requireNonNull(ShellCommand.class.getResourceAsStream("shell.jsh"))) {
      Files.write(imports, resource.readAllBytes());
      PREFERENCES.setLevel(Level.WARNING);
      greet(spec.commandLine().getOut());
      return JavaShellToolBuilder.builder().start(arguments(imports));
    } finally {
      Files.deleteIfExists(imports);
    }
  }

  private static void greet(PrintWriter out) {
    out.println(
        Version.text() + ": its packages are imported, and java.util, java.nio.file, java.util.function and java.util.stream");
    out.println("Try:   " + EXAMPLE);
    out.println("Leave: /exit      More: /help, and docs/autodiff.md and docs/saliency.md, whose Java runs here");
    out.flush();
  }

  /** The modules and classes that this command was started with, for jshell and for the Java that it starts. */
  private String[] arguments(Path imports) {
    List<String> arguments = new ArrayList<>(List.of("--startup", imports.toString(), "-R-Djava.awt.headless=true",
        "-R-Dstdout.encoding=UTF-8", "-R-Dstderr.encoding=UTF-8"));
    Optional<String> modules = path("jdk.module.path"), classes = path("java.class.path");
    modules.ifPresent(path -> arguments.addAll(List.of("--module-path", path)));
    classes.ifPresent(path -> arguments.addAll(List.of("--class-path", path)));
    arguments.addAll(List.of("--add-modules", (modules.isPresent() ? "ALL-MODULE-PATH," : "") + "jdk.incubator.vector"));
    return Stream.concat(arguments.stream(), files.stream().map(Path::toString)).toArray(String[]::new);
  }

  private static Optional<String> path(String property) {
    return Optional.ofNullable(System.getProperty(property)).filter(path -> !path.isEmpty());
  }
}
