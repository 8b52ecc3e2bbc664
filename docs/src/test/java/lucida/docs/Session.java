package lucida.docs;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.execution.LocalExecutionControlProvider;

/** A Java shell in this process, with the class path of the test. */
final class Session implements AutoCloseable {
  private final JShell shell = JShell.builder().executionEngine(new LocalExecutionControlProvider(), Map.of())
      .compilerOptions("--class-path", System.getProperty("java.class.path")).build();

  /** What the statements print. */
  String run(String source) {
    PrintStream usual = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try {
      System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
      for (String rest = source; !rest.isBlank();) {
        CompletionInfo info = shell.sourceCodeAnalysis().analyzeCompletion(rest);
        if (!info.completeness().isComplete()) throw new AssertionError("this is not Java:\n" + rest.strip());
        shell.eval(info.source()).forEach(this::check);
        rest = info.remaining();
      }
    } finally {
      System.setOut(usual);
    }
    return printed.toString(StandardCharsets.UTF_8);
  }

  private void check(SnippetEvent event) {
    if (event.exception() != null) throw new AssertionError("this threw:\n" + event.snippet().source(), event.exception());
    if (event.status() != Snippet.Status.VALID)
      throw new AssertionError("this does not compile:\n" + event.snippet().source() + "\n"
          + shell.diagnostics(event.snippet()).map(d -> d.getMessage(Locale.ROOT)).collect(Collectors.joining("\n")));
  }

  @Override
  public void close() { shell.close(); }
}
