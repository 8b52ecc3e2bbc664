package lucida.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import lucida.core.PlainText;
import lucida.layers.Names;
import lucida.weights.WeightsException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine;

/**
 * The command line. What went wrong is one sentence on the error stream; {@code --verbose} adds the stack trace. Exit codes are those of
 * {@link ExitCode}. Whatever is printed goes through {@link PlainWriter}.
 */
@Command(name = "lucida", mixinStandardHelpOptions = true, versionProvider = Version.class, synopsisSubcommandLabel = "COMMAND", description = "The mathematics of saliency maps: which parts of a picture speak for a class, derivatives, and networks of other tools' files.", commandListHeading = "%nCommands:%n", exitCodeListHeading = "%nExit codes:%n", exitCodeList = {
    ExitCode.DONE + ":done",
    ExitCode.FAILED + ":something failed: a check, or the disk is full or read-only, or memory ran out",
    ExitCode.WRONG_INPUT + ":the command or the input was wrong, and nothing was done",
    ExitCode.LEFT_OUT + ":done, but a picture or a method that was asked for was left out; it is named on the error stream",
    ExitCode.INTERRUPTED + ":interrupted, as by Ctrl-C"}, footer = {
        "", "Examples:", "  lucida explain", "  lucida explain cat.png --model squeezenet.onnx --preprocess caffe",
        "  lucida derive \"exp(tanh(x))\" --order 3",
        "  lucida evaluate --scenes pair:200 --methods gradcam,gradcam++", "  lucida derivatives --save-maps",
        "  lucida equations --out book.html",
        "  lucida inspect resnet18.pth", "  lucida train scenes-resnet",
        "  lucida explain --help"})
public final class Main implements Runnable {
  private static final long SECONDS_TO_END = 10;

  @Spec
  private CommandSpec spec;

  @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "With an error, print where in the program it arose.")
  private boolean verbose;

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    CountDownLatch ended = new CountDownLatch(1);
    Thread main = Thread.currentThread();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> interrupt(main, ended)));
    Optional<DefaultsFile> defaults = DefaultsFile.of(System.getenv(), Path.of(System.getProperty("user.home", "")));
    int code = run(defaults, writer(System.out), writer(System.err), args);
    ended.countDown();
    System.exit(code);
  }

  /** At Ctrl-C the command ends by an exception, so that nothing half-written stays. */
  private static void interrupt(Thread main, CountDownLatch ended) {
    try {
      main.interrupt();
      ended.await(SECONDS_TO_END, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static PrintWriter writer(PrintStream stream) { return new PrintWriter(stream, true, stream.charset()); }

  /** Runs one command, with the built-in defaults. Returns its exit code. */
  public static int run(PrintWriter out, PrintWriter err, String... args) {
    return run(Optional.empty(), out, err, args);
  }

  /** Runs one command, with the defaults of a file for what was not typed. Returns its exit code. */
  static int run(Optional<DefaultsFile> file, PrintWriter out, PrintWriter err, String... args) {
    Main main = new Main();
    List<Class<?>> commands = file.isPresent() ? Commands.ALL : Commands.of(List.of(args));
    CommandLine line = line(main, commands, new PlainWriter(out).printer(), new PlainWriter(err).printer());
    return main.execute(line, List.of(args), typed -> {
      List<OptionDefault> defaults = file.map(lines -> lines.beside(typed)).orElse(List.of());
      return defaults.isEmpty() ? new CommandLine.RunLast().execute(typed) : run(typed, defaults, line);
    });
  }

  private static int run(ParseResult typed, List<OptionDefault> defaults, CommandLine of) {
    Main main = new Main();
    CommandLine line = line(main, Commands.ALL, of.getOut(), of.getErr()).setExpandAtFiles(false);
    int code = main.execute(line, DefaultsFile.arguments(typed, defaults), new CommandLine.RunLast());
    if (code == ExitCode.WRONG_INPUT)
      defaults.forEach(each -> line.getErr().println("With the default " + PlainText.of(each.toString())));
    return code;
  }

  private int execute(CommandLine command, List<String> args, CommandLine.IExecutionStrategy strategy) {
    PrintWriter err = command.getErr();
    command.setExecutionExceptionHandler((e, _, _) -> report(err, e));
    command.setParameterExceptionHandler((e, _) -> {
      print(err, sentence(e), e);
      err.println("See '" + e.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
      return ExitCode.WRONG_INPUT;
    });
    command.setExecutionStrategy(parsed -> {
      EmptyValues.check(parsed);
      return strategy.execute(parsed);
    });
    try {
      return command.execute(args.toArray(String[]::new));
    } catch (OutOfMemoryError | StackOverflowError e) {
      print(err, Exhaustion.sentence(e), e);
      return ExitCode.FAILED;
    }
  }

  /** What reads arguments. */
  static CommandLine line(Main main, List<Class<?>> commands, PrintWriter out, PrintWriter err) {
    CommandLine line = new CommandLine(main);
    commands.forEach(type -> line.addSubcommand(new CommandLine(type)));
    return line.setOut(out).setErr(err).setUsageHelpWidth(100).setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF));
  }

  /** Of a word that was not understood, what is near it. */
  private static String sentence(CommandLine.ParameterException e) {
    if (!(e instanceof CommandLine.UnmatchedArgumentException unmatched)) return String.valueOf(e.getMessage());
    String word = unmatched.getUnmatched().getFirst();
    List<String> commands = List.copyOf(e.getCommandLine().getSubcommands().keySet());
    if (!unmatched.isUnknownOption() && !commands.isEmpty())
      return "there is no command '" + word + "'; " + Names.suggestion(word, commands);
    List<String> options = List.copyOf(e.getCommandLine().getCommandSpec().optionsMap().keySet());
    return e.getMessage() + (unmatched.isUnknownOption() ? "; " + Names.suggestion(word.replaceFirst("=.*", ""), options) : "");
  }

  /** Without a command there is nothing to do but to say what can be done. */
  @Override
  public void run() { spec.commandLine().usage(spec.commandLine().getOut()); }

  private int report(PrintWriter err, Exception e) {
    print(err, e.getMessage() == null ? e.toString() : e.getMessage(), e);
    return switch (e) {
      case IllegalArgumentException _, WeightsException _ -> ExitCode.WRONG_INPUT;
      case CancellationException _ -> ExitCode.INTERRUPTED;
      default -> ExitCode.FAILED;
    };
  }

  private void print(PrintWriter err, String sentence, Throwable e) {
    err.println("lucida: " + PlainText.of(sentence));
    if (e instanceof WeightsException weights && !weights.remedy().isEmpty())
      err.println(weights.remedy().indent(4).stripTrailing());
    if (verbose) Arrays.stream(e.getStackTrace()).forEach(frame -> err.println("  at " + frame));
  }
}
