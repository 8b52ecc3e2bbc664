package lucida.benchmarks.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import lucida.benchmarks.Command;
import lucida.benchmarks.Machine;
import lucida.layers.architecture.Architectures;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.util.Optional;

/** The entry point of {@code benchmarks/run peers}. Its arguments are the working tree and options. */
public final class Peers {
  private static final List<String> NETWORKS = List.of("vgg16", "resnet18", "resnet50", "squeezenet1_1", "mobilenet_v2",
      "densenet121",
      "efficientnet_b0");
  private static final List<String> ENGINES = List.of("plan", "onnxruntime", "opencv", "pytorch");
  private static final List<String> PARAMETERS = List.of("task", "network", "batch", "engine", "beside");

  private Peers() {}

  /** What a command says when it is done. */
  interface Run {
    String of(Command command, Path root) throws IOException, InterruptedException;
  }

  /** Compares and times the engines and prints the tables. */
  public static void main(String[] args) throws IOException, InterruptedException {
    print(args, Peers::run);
  }

  /** Prints what a run says; its arguments are the working tree and the words of the command, which ends with 2 if they are not understood. */
  static void print(String[] args, Run run) throws IOException, InterruptedException {
    Path root = Path.of(args[0]);
    try {
      System.out.println(run.of(Command.of(List.of(args).subList(1, args.length)), root));
    } catch (IllegalArgumentException | CommandLineOptionException e) {
      System.err.println("benchmarks/run: " + e.getMessage());
      System.exit(2);
    }
  }

  private static String run(Command command, Path root) throws IOException, InterruptedException {
    refuseUnknown(command, "peers", PARAMETERS);
    List<String> known = PeerProcess.engines().stream().map(PeerEngine::name).toList();
    List<String> engines = checked("engine", values(command, "engine", ENGINES), known);
    List<PeerWork> works = works(command, Task.usual(), List.of("1", "8"));
    Path folder = Files.createTempDirectory("lucida-peers");
    try {
      PeerSession session = new PeerSession(engines, folder, seconds(command.options().getWarmupTime(), 5),
          seconds(command.options().getMeasurementTime(), 3), System.err);
      Machine machine = Machine.here(root);
      List<PeerRound> rounds = session.run(works, command.rounds());
      PeerReport report = new PeerReport(LocalDateTime.now(ZoneId.systemDefault()), machine, engines, rounds, session.leftOut());
      Path written = report.write(root.resolve(command.isKept() ? "benchmarks/results" : "lucida-out/benchmarks"));
      System.err.println("written to " + root.relativize(written));
      return report.markdown();
    } finally {
      delete(folder);
    }
  }

  static void refuseUnknown(Command command, String name, List<String> parameters) {
    for (String parameter : command.parameters())
      if (!parameters.contains(parameter))
        throw new IllegalArgumentException(
            name + " has no parameter '" + parameter + "'; there are " + String.join(", ", parameters));
  }

  /** What a command asks for; where it does not say, these tasks and batches, and all networks. */
  static List<PeerWork> works(Command command, List<String> tasks, List<String> batches) {
    return works(checked("task", values(command, "task", tasks), Task.names()),
        checked("network", values(command, "network", NETWORKS), Architectures.names()),
        numbers(command, "batch", batches, 1, 9999), numbers(command, "beside", List.of("0"), 0, 99));
  }

  private static List<String> values(Command command, String parameter, List<String> usual) {
    Optional<Collection<String>> given = command.options().getParameter(parameter);
    return given.hasValue() ? List.copyOf(given.get()) : usual;
  }

  private static List<String> checked(String parameter, List<String> values, List<String> known) {
    for (String value : values)
      if (!known.contains(value))
        throw new IllegalArgumentException("no " + parameter + " is named '" + value + "'; there are " + String.join(", ", known));
    return values;
  }

  private static List<PeerWork> works(List<String> tasks, List<String> networks, List<Integer> batches, List<Integer> besides) {
    List<PeerWork> works = new ArrayList<>();
    for (String task : tasks)
      for (String network : networks)
        for (int batch : batches)
          for (int beside : besides)
            works.add(new PeerWork(Task.named(task), network, batch, beside));
    return works;
  }

  private static List<Integer> numbers(Command command, String parameter, List<String> usual, int least, int most) {
    List<String> values = values(command, parameter, usual);
    for (String value : values)
      if (!value.matches("\\d{1,4}") || Integer.parseInt(value) < least || Integer.parseInt(value) > most)
        throw new IllegalArgumentException(parameter + "=" + value + ": it is a whole number from " + least + " to " + most);
    return values.stream().map(Integer::valueOf).toList();
  }

  private static double seconds(Optional<TimeValue> given, double usual) {
    return given.hasValue() ? given.get().convertTo(TimeUnit.MILLISECONDS) / 1e3 : usual;
  }

  static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) Files.delete(file);
    }
    Files.delete(folder);
  }
}
