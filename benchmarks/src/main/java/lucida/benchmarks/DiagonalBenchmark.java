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
 * Exact first, second and third derivatives by adjoint jets and by jets through a smooth head: convolution, GELU, convolution, tanh, dense, behind
 * activations [64, 14, 14]. What a map costs there grows with the number of directions, here some of the 12,544.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Measures("exact second and third derivatives by adjoint jets and by jets, by the number of directions")
public class DiagonalBenchmark {
  private static final int CHANNELS = 64;
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

  /** Adjoint jets [DS 7], or jets [DS 4]. */
  @Param({"adjoint jets", "jets"})
  public String route = "";

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
    Diagonal diagonal = route.equals("jets") ? new Diagonal(Y, A, order, batch) : Diagonal.ofOneNumber(Y, A, order, batch);
    task = Optional.of(new Task(probe, diagonal, IntStream.range(0, directions).toArray()));
  }

  private static Network network() {
    NetworkBuilder net = new NetworkBuilder("smooth", Shape.of(3, 28, 28));
    net.add("conv1", new Conv2d(3, CHANNELS, Windows.of(3, 3, 2, 1), 1, true));
    net.add("features", Activation.GELU);
    net.add("conv2", new Conv2d(CHANNELS, CHANNELS, Windows.of(3, 3, 1, 1), 1, true));
    net.add("gelu", Activation.GELU);
    net.add("conv3", new Conv2d(CHANNELS, CHANNELS, Windows.of(3, 3, 2, 1), 1, true));
    net.add("tanh", Activation.TANH);
    net.add("flatten", new Flatten());
    net.add("fc", new Dense(CHANNELS * 49, CLASSES, true));
    return net.build();
  }

  /** D_1 … D_order at the cells. */
  @Benchmark
  public List<Tensor> derivatives() {
    return task.orElseThrow().derivatives();
  }
}
