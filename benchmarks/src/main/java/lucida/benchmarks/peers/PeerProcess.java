package lucida.benchmarks.peers;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/** One engine in a process of its own: other engines' threads keep spinning after a run and would slow it. */
public final class PeerProcess {
  /** Precedes the result among what an engine's libraries print. */
  static final String RESULT = "RESULT ";
  /** Runs until the compiler of the virtual machine is done with a network. */
  private static final int WARM = 25;
  private static final int FEWEST = 5;

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
   * Writes the result to a file, or prints the median and the least time of a run in seconds. Its arguments are the engine, the task, the network, the batch size,
   * the number of threads, the ONNX file, and either the file of the result or the seconds of warm-up and of measurement.
   */
  public static void main(String[] args) throws Exception {
    PeerEngine engine = engine(args[0]);
    PeerWork work = new PeerWork(Task.named(args[1]), args[2], Integer.parseInt(args[3]));
    try (PeerEngine.Ready ready = engine.open(work, Path.of(args[5]), Integer.parseInt(args[4]))) {
      if (args.length == 7) write(ready.result(), Path.of(args[6]));
      else {
        times(ready, WARM, Double.parseDouble(args[6]));
        List<Double> times = times(ready, FEWEST, Double.parseDouble(args[7]));
        System.out.println(RESULT + median(times) + " " + Collections.min(times));
      }
    }
    System.exit(0); // libraries may leave threads behind
  }

  private static List<Double> times(PeerEngine.Ready ready, int fewest, double seconds) throws Exception {
    List<Double> times = new ArrayList<>();
    for (long begin = System.nanoTime(); times.size() < fewest || System.nanoTime() - begin < seconds * 1e9;) {
      long before = System.nanoTime();
      ready.result();
      times.add((System.nanoTime() - before) / 1e9);
    }
    return times;
  }

  /** The middle one; of an even number the mean of the two in the middle. */
  static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
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
