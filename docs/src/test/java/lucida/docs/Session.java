package lucida.docs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.VarSnippet;
import jdk.jshell.execution.LocalExecutionControlProvider;
import lucida.pictures.Picture;

/** A Java shell in this process, with the class path of the test. Statements may end in an expression whose value is a picture, as in a notebook. */
final class Session implements AutoCloseable {
  private final JShell shell = JShell.builder().executionEngine(new LocalExecutionControlProvider(), Map.of())
      .compilerOptions("--class-path", System.getProperty("java.class.path")).build();
  private Optional<String> picture = Optional.empty();

  /** What the statements print. */
  String run(String source) {
    PrintStream usual = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try {
      System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
      String rest = "";
      for (String line : source.lines().toList()) rest = evaluated(rest + line + "\n");
      if (!rest.isBlank()) throw new AssertionError("this is not Java:\n" + rest.strip());
    } finally {
      System.setOut(usual);
    }
    return printed.toString(StandardCharsets.UTF_8);
  }

  /** What is left of some lines once all statements that are complete are run: so does the tool, which sees one line more at a time. */
  private String evaluated(String lines) {
    String rest = lines;
    while (!rest.isBlank()) {
      CompletionInfo info = shell.sourceCodeAnalysis().analyzeCompletion(rest);
      if (!info.completeness().isComplete()) break;
      List<SnippetEvent> events = shell.eval(info.source());
      events.forEach(this::check);
      picture = events.stream().map(SnippetEvent::snippet).filter(Session::isPicture)
          .map(snippet -> ((VarSnippet) snippet).name()).findFirst();
      rest = info.remaining();
    }
    return rest;
  }

  private static boolean isPicture(Snippet snippet) {
    return snippet instanceof VarSnippet value && value.subKind() == Snippet.SubKind.TEMP_VAR_EXPRESSION_SUBKIND
        && value.typeName().endsWith("BufferedImage");
  }

  /** The picture that the last statement is. */
  Optional<Picture> picture() throws IOException {
    if (picture.isEmpty()) return Optional.empty();
    Path file = Files.createTempFile("picture", ".png");
    try {
      run("javax.imageio.ImageIO.write(%s, \"png\", new java.io.File(\"%s\"));".formatted(picture.get(),
          file.toString().replace("\\", "\\\\")));
      return Optional.of(Picture.read(file));
    } finally {
      Files.delete(file);
    }
  }

  private void check(SnippetEvent event) {
    if (event.exception() != null) throw new AssertionError("this threw:\n" + event.snippet().source(), event.exception());
    if (event.status() == Snippet.Status.OVERWRITTEN) return; // what was there before
    if (event.status() != Snippet.Status.VALID)
      throw new AssertionError("this does not compile:\n" + event.snippet().source() + "\n"
          + shell.diagnostics(event.snippet()).map(d -> d.getMessage(Locale.ROOT)).collect(Collectors.joining("\n")));
  }

  @Override
  public void close() { shell.close(); }
}
