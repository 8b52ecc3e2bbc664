package lucida.benchmarks;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import lucida.core.kernel.Workers;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Distributes one kernel's tasks over the processors: with {@link Workers}, and with the JDK's own means. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measures("distributing tasks over processors: Workers, and the JDK's own means")
public class WorkersBenchmark {
  private static final int TASKS = 16;

  /** Cells per task: a few microseconds, as in small layers, or some tens. */
  @Param({"4096", "65536"})
  public int cells = 1;

  private final int threads = Runtime.getRuntime().availableProcessors();
  private final Workers workers = new Workers(threads);
  private final ExecutorService executor = Executors.newFixedThreadPool(threads, Thread.ofPlatform().daemon().factory());
  private final double[] sums = new double[TASKS];

  /** Shuts the executor down. */
  @TearDown
  public void tearDown() { executor.shutdown(); }

  /** On the caller's thread. */
  @Benchmark
  public double[] alone() {
    IntConsumer task = this::task;
    for (int i = 0; i < TASKS; i++) task.accept(i);
    return sums;
  }

  /** By the threads that every kernel uses. */
  @Benchmark
  public double[] workers() {
    workers.run(TASKS, this::task);
    return sums;
  }

  /** By a parallel stream, on the common ForkJoinPool. */
  @Benchmark
  public double[] parallelStream() {
    IntStream.range(0, TASKS).parallel().forEach(this::task);
    return sums;
  }

  /** By an executor with as many threads as there are processors. */
  @Benchmark
  public double[] executor() throws InterruptedException {
    List<Callable<Object>> tasks = IntStream.range(0, TASKS).mapToObj(i -> Executors.callable(() -> task(i))).toList();
    executor.invokeAll(tasks);
    return sums;
  }

  /** A chain of dependent multiplications and additions, a nanosecond or two a cell: the memory takes no part. */
  private void task(int i) {
    double sum = i;
    for (int n = 0; n < cells; n++) sum = sum * 0.5 + n;
    sums[i] = sum;
  }
}
