package lucida.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.Arrays;
import lucida.weights.WeightsException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * The command line. Exit codes: 0 done, 1 something failed, 2 the input was wrong. What went wrong is one sentence on the error stream;
 * {@code --verbose} adds the stack trace.
 */
@Command(name = "lucida", mixinStandardHelpOptions = true, versionProvider = Version.class, subcommands = {ExplainCommand.class,
    EquationsCommand.class, CompareCommand.class, ModelsCommand.class, InspectCommand.class, ConvertCommand.class,
    TrainCommand.class, DeriveCommand.class, KernelsCommand.class,
    CompletionCommand.class}, synopsisSubcommandLabel = "COMMAND", description = "The mathematics of saliency maps: which parts of a picture speak for a class, derivatives, and networks of other tools' files.", commandListHeading = "%nCommands:%n", footer = {
        "", "Examples:", "  lucida explain", "  lucida explain cat.png --model squeezenet.onnx --preprocess caffe",
        "  lucida derive \"exp(tanh(x))\" --order 3",
        "  lucida equations --out book.html", "  lucida inspect resnet18.pth", "  lucida train scenes-resnet",
        "  lucida explain --help"})
public final class Main implements Runnable {
  private static final int FAILED = 1;
  private static final int WRONG_INPUT = 2;

  @Spec
  private CommandSpec spec;

  @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "With an error, print where in the program it arose.")
  private boolean verbose;

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(run(writer(System.out), writer(System.err), args));
  }

  private static PrintWriter writer(PrintStream stream) { return new PrintWriter(stream, true, stream.charset()); }

  /** Runs one command. Returns its exit code. */
  public static int run(PrintWriter out, PrintWriter err, String... args) {
    Main main = new Main();
    CommandLine command = new CommandLine(main).setOut(out).setErr(err).setUsageHelpWidth(100);
    command.setExecutionExceptionHandler((e, _, _) -> main.report(err, e));
    command.setParameterExceptionHandler((e, _) -> {
      int code = main.report(err, e);
      err.println("See '" + e.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
      return code;
    });
    return command.execute(args);
  }

  /** Without a command there is nothing to do but to say what can be done. */
  @Override
  public void run() { spec.commandLine().usage(spec.commandLine().getOut()); }

  private int report(PrintWriter err, Exception e) {
    err.println("lucida: " + (e.getMessage() == null ? e.toString() : e.getMessage()));
    if (verbose) Arrays.stream(e.getStackTrace()).forEach(frame -> err.println("  at " + frame));
    return e instanceof IllegalArgumentException || e instanceof CommandLine.ParameterException || e instanceof WeightsException
        ? WRONG_INPUT
        : FAILED;
  }
}
