package lucida.benchmarks.peers;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** One engine in a process of its own: other engines' threads keep spinning after a run and would slow it. */
public final class PeerProcess {
  /** Precedes the result among what an engine's libraries print. */
  static final String RESULT = "RESULT ";
  /** Runs until the compiler of the virtual machine is done with a network. */
  private static final int WARM = 25;
  /** Asks for the times of layers. */
  static final String LAYERS = "layers";
  private static final int FEWEST = 5;
  /** Nothing goes on for more than so many times the seconds that were asked for, however long its runs. */
  private static final int LONGEST = 10;

  private PeerProcess() {}

  /** The engine of this name. */
  static PeerEngine engine(String name) {
    return engines().stream().filter(e -> e.name().equals(name)).findFirst().orElseThrow();
  }

  /** The engines that are there, those of this project first. */
  static List<PeerEngine> engines() {
    return Stream.concat(Stream.of(LucidaEngine.PLAN, LucidaEngine.INTERPRETER),
        ServiceLoader.load(PeerEngine.class).stream().map(ServiceLoader.Provider::get)).toList();
  }

  /**
   * Writes the result to a file, or prints the median and the least time of a run in seconds, and of {@link ColdStart} what there is. Its arguments are the engine, the task,
   * the network, the batch size, the number of threads, the folder of the network's files, and either the file of the result or the seconds of warm-up and of measurement.
   * With {@value #LAYERS} and a number of runs in place of these it prints the times of all convolutions.
   */
  public static void main(String[] args) throws Exception {
    PeerEngine engine = engine(args[0]);
    PeerWork work = new PeerWork(Task.named(args[1]), args[2], Integer.parseInt(args[3]));
    NetworkFiles files = NetworkFiles.in(Path.of(args[5]), work);
    if (args[6].equals(LAYERS)) {
      print(LayerTime.numbers(engine.layers(work, files, Integer.parseInt(args[4]), Integer.parseInt(args[7]))));
      System.exit(0);
    }
    long before = System.nanoTime();
    try (PeerEngine.Ready ready = engine.open(work, files, Integer.parseInt(args[4]))) {
      double opening = (System.nanoTime() - before) / 1e9;
      if (args.length == 7) write(ready.result(), Path.of(args[6]));
      else print(timed(ready, opening, Double.parseDouble(args[6]), Double.parseDouble(args[7])));
    }
    System.exit(0); // libraries may leave threads behind
  }

  private static void print(DoubleStream numbers) {
    System.out.println(RESULT + numbers.mapToObj(String::valueOf).collect(Collectors.joining(" ")));
  }

  private static DoubleStream timed(PeerEngine.Ready ready, double opening, double warmup, double measurement) throws Exception {
    long before = System.nanoTime();
    ready.result();
    long end = System.currentTimeMillis();
    times(ready, List.of((System.nanoTime() - before) / 1e9), WARM, warmup);
    List<Double> times = times(ready, List.of(), FEWEST, measurement);
    ColdStart start = new ColdStart(opening, ColdStart.age(end), ColdStart.residentHere());
    return DoubleStream.concat(DoubleStream.of(median(times), Collections.min(times), start.opening(), start.first()),
        start.resident().stream());
  }

  /** The times of runs, those before among them: one at least, then as {@link #goesOn} says. */
  private static List<Double> times(PeerEngine.Ready ready, List<Double> before, int fewest, double seconds) throws Exception {
    List<Double> times = new ArrayList<>(before);
    for (double over = sum(times); times.isEmpty() || goesOn(times.size(), over, fewest, seconds); over = sum(times)) {
      long begin = System.nanoTime();
      ready.result();
      times.add((System.nanoTime() - begin) / 1e9);
    }
    return times;
  }

  private static double sum(List<Double> times) {
    return times.stream().mapToDouble(t -> t).sum();
  }

  /**
   * Whether more runs are wanted: until both the seconds and the runs are reached, but no longer than {@value #LONGEST} times the seconds.
   *
   * @param over seconds of the runs so far
   */
  static boolean goesOn(int runs, double over, int fewest, double seconds) {
    return over < seconds || runs < fewest && over < LONGEST * seconds;
  }

  /** The middle one; of an even number the mean of the two in the middle. */
  static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }

  /** Half the distance of the least and the largest, in per cent of the median. */
  static double spread(List<Double> values) {
    return 50 * (Collections.max(values) - Collections.min(values)) / median(values);
  }

  private static void write(float[] result, Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * result.length);
    bytes.asFloatBuffer().put(result);
    Files.write(file, bytes.array());
  }

  /** What {@link #main} wrote. */
  static float[] read(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
    float[] result = new float[bytes.remaining() / Float.BYTES];
    bytes.asFloatBuffer().get(result);
    return result;
  }
}
