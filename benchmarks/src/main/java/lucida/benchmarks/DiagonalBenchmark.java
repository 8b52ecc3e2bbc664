package lucida.benchmarks;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import lucida.autodiff.Windows;
import lucida.autodiff.Expr;
import lucida.autodiff.run.Diagonal;
import lucida.autodiff.run.Executor;
import lucida.cam.Probe;
import lucida.cam.Score;
import lucida.cam.Subject;
import lucida.cam.Target;
import lucida.core.Precision;
import lucida.core.RandomStream;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.layers.Activation;
import lucida.layers.Conv2d;
import lucida.layers.Dense;
import lucida.layers.Flatten;
import lucida.layers.Initial;
import lucida.layers.Model;
import lucida.layers.Network;
import lucida.layers.NetworkBuilder;
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
 * Exact first, second and third derivatives by adjoint jets, by jets and by nested reverse sweeps through a smooth head: convolution, GELU, convolution, tanh, dense, behind
 * activations [64, 14, 14]. What a map costs there grows with the number of directions, here some of the 12,544.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 10, time = 1)
@Measurement(iterations = 5, time = 1)
@Measures("exact second and third derivatives by adjoint jets, jets and nested reverse sweeps, by directions, depth and channels")
public class DiagonalBenchmark {
  private static final int CLASSES = 100;
  private static final long SEED = 1;

  /** The number of cells of the activations to derive by. */
  @Param({"16", "64", "256", "1024"})
  public int directions = 1;

  /** The number of directions computed at once. */
  @Param({"8", "32"})
  public int batch = 1;

  /** The highest derivative. */
  @Param({"1", "3"})
  public int order = 1;

  /** The channels of the activations and of all layers behind them. */
  @Param("64")
  public int channels = 1;

  /** The number of convolutions with GELU behind the activations. */
  @Param("1")
  public int depth = 1;

  /** Adjoint jets [DS 7], jets [DS 4], or nested reverse sweeps [DS 5]. */
  @Param({"adjoint jets", "jets", "nested reverse sweeps"})
  public String route = "adjoint jets";

  /** The kernels that compute. */
  @Param("vector")
  public String kernels = "vector";

  private Optional<Task> task = Optional.empty();

  private record Task(Probe probe, Diagonal diagonal, int[] cells) {
    List<Tensor> derivatives() { return diagonal.at(probe.executor(), probe.givenActivations(), cells, _ -> {}); }
  }

  /** Makes the network, its weights and a picture. */
  @Setup
  public void setup() {
    Executor executor = Executor.of(Precision.FLOAT32, Processors.kernels(kernels));
    Network net = network();
    Subject subject = Subject.of(new Model(net, Initial.weights(net, SEED, Precision.FLOAT32)), "features", executor);
    Probe probe = subject.probe(RandomStream.of(SEED).gaussian(net.input(), Precision.FLOAT32, 0, 1), Target.ofClass(0));
    probe.activations();
    Expr Y = probe.differentiated(Score.PROBABILITY), A = probe.cut().activations();
    task = Optional.of(new Task(probe, diagonal(route, Y, A, order, batch), IntStream.range(0, directions).toArray()));
  }

  static Diagonal diagonal(String route, Expr y, Expr x, int order, int batch) {
    return switch (route) {
      case "adjoint jets" -> Diagonal.ofOneNumber(y, x, order, batch);
      case "jets" -> new Diagonal(y, x, order, batch);
      case "nested reverse sweeps" -> Diagonal.byNestedReverse(y, x, order, batch);
      default -> throw new IllegalArgumentException("no route '" + route + "'");
    };
  }

  private Network network() {
    NetworkBuilder net = new NetworkBuilder("smooth", Shape.of(3, 28, 28));
    net.add("conv1", new Conv2d(3, channels, Windows.of(3, 3, 2, 1), 1, true));
    net.add("features", Activation.GELU);
    for (int i = 0; i < depth; i++) {
      net.add("conv2." + i, new Conv2d(channels, channels, Windows.of(3, 3, 1, 1), 1, true));
      net.add("gelu" + i, Activation.GELU);
    }
    net.add("conv3", new Conv2d(channels, channels, Windows.of(3, 3, 2, 1), 1, true));
    net.add("tanh", Activation.TANH);
    net.add("flatten", new Flatten());
    net.add("fc", new Dense(channels * 49, CLASSES, true));
    return net.build();
  }

  /** D_1 … D_order at the cells. */
  @Benchmark
  public List<Tensor> derivatives() {
    return task.orElseThrow().derivatives();
  }
}
