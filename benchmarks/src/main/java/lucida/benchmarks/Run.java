package lucida.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import lucida.core.kernel.KernelChoice;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;

/** The entry point of {@code benchmarks/run}. Its arguments are the working tree, a benchmark's name and options. */
public final class Run {
  private Run() {}

  /** Lists the benchmarks, or runs one and prints its table. */
  public static void main(String[] args) throws IOException, RunnerException {
    Path root = Path.of(args[0]);
    List<String> words = List.of(args).subList(1, args.length);
    try {
      System.out.println(words.isEmpty() ? Catalogue.standard().listing() : run(Command.of(words), root));
    } catch (IllegalArgumentException | CommandLineOptionException e) {
      System.err.println("benchmarks/run: " + e.getMessage());
      System.exit(2);
    }
  }

  private static String run(Command command, Path root) throws IOException, RunnerException {
    List<Trial> trials = Catalogue.standard().trials(command);
    List<String> kernels = KernelChoice.names();
    for (Trial trial : trials)
      if (!trial.kernels().isEmpty() && !kernels.contains(trial.kernels()))
        throw new IllegalArgumentException("no kernels named '" + trial.kernels() + "'; there are " + String.join(", ", kernels));
    Machine machine = Machine.here(root);
    Session session = new Session(new Forks(command.options()), System.err);
    List<Measured> cells = session.run(trials, command.rounds());
    Report report = new Report(command.name(), LocalDateTime.now(ZoneId.systemDefault()), machine, session.peaks(), cells);
    Path folder = root.resolve(command.isKept() ? "benchmarks/results" : "lucida-out/benchmarks");
    System.err.println("written to " + root.relativize(report.write(folder, session.results())));
    return report.markdown();
  }
}
