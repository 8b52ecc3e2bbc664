package lucida.cli;

import java.io.PrintWriter;
import java.io.Writer;
import picocli.CommandLine.Option;
import picocli.CommandLine;

/** Whether a command that writes files says so. */
final class QuietOption {
  @Option(names = "--quiet", description = "Print nothing but errors, and what had to be left out; the results are in the files.")
  private boolean quiet;

  /**
   * Checks that there is something to print, if JSON is.
   *
   * @param what is printed as JSON
   * @throws IllegalArgumentException if not
   */
  void checkBeside(boolean json, String what) {
    if (json && quiet) throw new IllegalArgumentException("--quiet prints nothing and --json " + what + ": leave out one of them");
  }

  /**
   * Checks that something is printed.
   *
   * @param option that says what
   * @throws IllegalArgumentException if not
   */
  void checkPrints(String option) {
    if (quiet)
      throw new IllegalArgumentException("--quiet prints nothing of what " + option + " is to print: leave out one of them");
  }

  /** Receives what a command says of its results. */
  PrintWriter out(CommandLine of) { return quiet ? nowhere() : of.getOut(); }

  /** Receives what a command says beside them that is no error: hints and progress. */
  PrintWriter notes(CommandLine of) {
    return quiet ? nowhere() : of.getErr();
  }

  private static PrintWriter nowhere() { return new PrintWriter(Writer.nullWriter()); }
}
