package lucida.benchmarks.peers;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * Compares the results of all engines, then times them in rounds: in a round each work by each engine in turn, in processes of their own, so that
 * what disturbs the machine disturbs all alike.
 */
final class PeerSession {
  private final List<String> engines;
  private final Path folder;
  private final double warmup;
  private final double measurement;
  private final PrintStream progress;
  private final int threads = Runtime.getRuntime().availableProcessors();
  private final List<String> leftOut = new ArrayList<>();

  PeerSession(List<String> engines, Path folder, double warmup, double measurement, PrintStream progress) {
    this.engines = engines;
    this.folder = folder;
    this.warmup = warmup;
    this.measurement = measurement;
    this.progress = progress;
  }

  /** What is not timed, and why, in a sentence each. */
  List<String> leftOut() { return leftOut; }

  List<PeerRound> run(List<PeerWork> works, int rounds) throws IOException, InterruptedException {
    Map<PeerWork, List<String>> agreeing = new LinkedHashMap<>();
    for (PeerWork work : works.stream().map(PeerWork::alone).distinct().toList()) agreeing.put(work, agreeing(work));
    List<PeerRound> all = new ArrayList<>();
    for (int round = 1; round <= rounds; round++)
      for (PeerWork work : works) {
        all.add(round(work, agreeing.getOrDefault(work.alone(), List.of())));
        progress.println("round " + round + " of " + rounds + ": " + work + " " + all.getLast().times());
      }
    return all;
  }

  /** What the machine can do now. */
  MachineLimits limits() throws IOException, InterruptedException {
    double[] limits = spawn(MachineLimits.class, List.of(String.valueOf(threads))).orElseThrow();
    return new MachineLimits(limits[0], limits[1]);
  }

  /** The convolutions of a network by an engine, in a process of its own. */
  List<LayerTime> layers(PeerWork work, String engine, int runs) throws IOException, InterruptedException {
    return spawn(PeerProcess.class, arguments(work, engine, PeerProcess.LAYERS, String.valueOf(runs))).map(LayerTime::of)
        .orElseThrow(() -> new IllegalStateException(engine + " does not time the layers of " + work));
  }

  /** The engines that do the task, with the result of the interpreter, which is the definition. */
  private List<String> agreeing(PeerWork work) throws IOException, InterruptedException {
    progress.println("comparing results: " + work);
    NetworkFiles.in(folder, work); // before anything is timed
    float[] wanted = result(work, LucidaEngine.INTERPRETER.name())
        .orElseThrow(() -> new IllegalStateException(work + ": the interpreter gives no result"));
    List<String> same = new ArrayList<>();
    for (String engine : engines) {
      if (!PeerProcess.engine(engine).does(work.task())) continue;
      Optional<float[]> got = result(work, engine);
      double error = got.map(result -> error(wanted, result)).orElse(Double.NaN);
      if (error <= work.task().tolerance()) same.add(engine);
      else leftOut.add(engine + ", " + work + ": " + (got.isEmpty() ? "it does not run" : "its result differs by " + error));
    }
    return same;
  }

  private Optional<float[]> result(PeerWork work, String engine) throws IOException, InterruptedException {
    Path file = folder.resolve("result");
    Files.deleteIfExists(file);
    spawn(PeerProcess.class, arguments(work, engine, file.toString()));
    return Files.exists(file) ? Optional.of(PeerProcess.read(file)) : Optional.empty();
  }

  private List<String> arguments(PeerWork work, String engine, String... more) {
    List<String> all = new ArrayList<>(
        List.of(engine, work.task().toString(), work.network(), String.valueOf(work.batch()), String.valueOf(threads),
            folder.toString()));
    all.addAll(Arrays.asList(more));
    return all;
  }

  /** ‖difference‖ / ‖wanted‖; NaN if a number is. */
  static double error(float[] wanted, float[] got) {
    if (wanted.length != got.length) return Double.POSITIVE_INFINITY;
    double norm = 0, difference = 0;
    for (int i = 0; i < wanted.length; i++) {
      norm = Math.hypot(norm, wanted[i]);
      difference = Math.hypot(difference, (double) wanted[i] - got[i]);
    }
    return difference / norm;
  }

  private PeerRound round(PeerWork work, List<String> same) throws IOException, InterruptedException {
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    MachineLimits limits = limits();
    Map<String, RunTimes> times = new LinkedHashMap<>();
    Map<String, ColdStart> starts = new LinkedHashMap<>();
    List<Process> busy = new ArrayList<>();
    try {
      for (int i = 0; i < work.beside(); i++) busy.add(builder(BusyProcess.class, List.of()).start());
      for (String engine : same)
        spawn(PeerProcess.class, arguments(work, engine, String.valueOf(warmup), String.valueOf(measurement))).ifPresent(result -> {
          times.put(engine, new RunTimes(result[0], result[1]));
          starts.put(engine, new ColdStart(result[2], result[3],
              result.length > 4 ? OptionalDouble.of(result[4]) : OptionalDouble.empty()));
        });
    } finally {
      busy.forEach(Process::destroy);
    }
    return new PeerRound(work, limits, load, times, starts);
  }

  /** A class in a virtual machine with the flags of this one. */
  private ProcessBuilder builder(Class<?> main, List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors().toFile());
    // PyTorch's threads wait for each other by spinning: beside other work a forward sweep takes thirty times as long
    builder.environment().putIfAbsent("OMP_WAIT_POLICY", "passive");
    return builder;
  }

  private Path errors() { return folder.resolve("errors"); }

  /** The numbers that a class prints as its result. */
  private Optional<double[]> spawn(Class<?> main, List<String> arguments) throws IOException, InterruptedException {
    Process process = builder(main, arguments).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0)
      progress.println(arguments.getFirst() + " ended with " + process.exitValue() + ":\n" + Files.readString(errors()));
    return said.lines().filter(line -> line.startsWith(PeerProcess.RESULT)).findFirst()
        .map(line -> Pattern.compile(" ").splitAsStream(line.substring(PeerProcess.RESULT.length()))
            .filter(number -> !number.isEmpty())
            .mapToDouble(Double::parseDouble).toArray());
  }
}
