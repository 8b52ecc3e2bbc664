package lucida.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import lucida.core.kernel.KernelChoice;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/** Behind {@code benchmarks/run}: the working tree, then a benchmark's name, then options of JMH. */
public final class Run {
  private static final int ROUNDS = 3;

  private Run() {}

  /** Lists the benchmarks, or runs one and prints its table. */
  public static void main(String[] args) throws IOException, RunnerException {
    Path root = Path.of(args[0]);
    try {
      if (args.length == 1) Catalogue.standard().names().forEach(System.out::println);
      else System.out.println(run(args[1], new CommandLineOptions(Arrays.copyOfRange(args, 2, args.length)), root));
    } catch (IllegalArgumentException | CommandLineOptionException e) {
      System.err.println("benchmarks/run: " + e.getMessage());
      System.exit(2);
    }
  }

  private static String run(String name, CommandLineOptions options, Path root) throws IOException, RunnerException {
    List<Trial> trials = Catalogue.standard().trials(name, options);
    List<String> kernels = KernelChoice.names();
    for (Trial trial : trials)
      if (!trial.kernels().isEmpty() && !kernels.contains(trial.kernels()))
        throw new IllegalArgumentException("no kernels named '" + trial.kernels() + "'; there are " + String.join(", ", kernels));
    Machine machine = Machine.here(root);
    Session session = new Session(new Forks(options), System.err);
    List<Measured> cells = session.run(trials, Math.max(1, options.getForkCount().orElse(ROUNDS)));
    Report report = new Report(name, LocalDateTime.now(ZoneId.systemDefault()), machine, session.peaks(), cells);
    System.err.println("written to " + root.relativize(report.write(root.resolve("benchmarks/results"), session.results())));
    return report.markdown();
  }
}
