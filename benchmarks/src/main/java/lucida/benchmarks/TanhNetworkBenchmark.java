package lucida.benchmarks;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import lucida.autodiff.Expr;
import lucida.autodiff.Input;
import lucida.autodiff.run.Diagonal;
import lucida.autodiff.run.Executor;
import lucida.core.Precision;
import lucida.core.RandomStream;
import lucida.core.Shape;
import lucida.core.Tensor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * All diagonal derivatives up to some order of a network of dense layers with tanh between them, at one point: of order 2 the terms of its Laplacian. 50 → 768 → 768 → 512 → 512 → 1 is the
 * network of papers about Taylor mode, such as Dangel et al., "Collapsing Taylor Mode Automatic Differentiation", 2025, arXiv 2505.13644.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Measures("all diagonal derivatives of a tanh network, the usual benchmark of Taylor mode, by three routes")
public class TanhNetworkBenchmark {
  private static final long SEED = 1;

  /** The widths, from the input to the one output. */
  @Param("50-768-768-512-512-1")
  public String network = "";

  /** The highest derivative. */
  @Param({"2", "4"})
  public int order = 1;

  /** Adjoint jets [DS 7], jets [DS 4], or nested reverse sweeps [DS 5]. */
  @Param({"adjoint jets", "jets", "nested reverse sweeps"})
  public String route = "";

  /** The kernels that compute. */
  @Param("vector")
  public String kernels = "vector";

  private Optional<Task> task = Optional.empty();

  private record Task(Executor executor, Map<Input, Tensor> given, Diagonal diagonal) {}

  /** Makes the network, its weights and a point; all directions are taken at once. */
  @Setup
  public void setup() {
    int[] widths = Stream.of(network.split("-", -1)).mapToInt(Integer::parseInt).toArray();
    Map<Input, Tensor> given = new HashMap<>();
    Input x = drawn("x", 1, given, 1, widths[0]);
    Expr y = x;
    for (int i = 1; i < widths.length; i++) {
      Expr z = y.matmulTransposed(drawn("W" + i, 1 / Math.sqrt(widths[i - 1]), given, widths[i], widths[i - 1]));
      y = i == widths.length - 1 ? z : z.tanh();
    }
    task = Optional.of(new Task(Executor.of(Precision.FLOAT32, Processors.kernels(kernels)), given,
        DiagonalBenchmark.diagonal(route, y, x, order, widths[0])));
  }

  private static Input drawn(String name, double deviation, Map<Input, Tensor> given, int... extents) {
    Input input = Input.of(name, Shape.of(extents));
    given.put(input, RandomStream.of(SEED).stream(name).gaussian(input.shape(), Precision.FLOAT32, 0, deviation));
    return input;
  }

  /** D_1 … D_order at every input. */
  @Benchmark
  public List<Tensor> derivatives() {
    Task of = task.orElseThrow();
    return of.diagonal.everywhere(of.executor, of.given);
  }
}
