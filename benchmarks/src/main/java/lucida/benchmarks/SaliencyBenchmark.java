package lucida.benchmarks;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import lucida.autodiff.run.Executor;
import lucida.bundled.Bundled;
import lucida.cam.Method;
import lucida.cam.SaliencyMap;
import lucida.cam.Settings;
import lucida.cam.Subject;
import lucida.cam.Target;
import lucida.cam.catalogue.Methods;
import lucida.core.Precision;
import lucida.core.RandomStream;
import lucida.core.Tensor;
import lucida.layers.Initial;
import lucida.layers.Model;
import lucida.layers.Network;
import lucida.layers.architecture.Architectures;
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
 * Computes one map of one preprocessed picture: features, scores and map, in float32, with nothing kept between calls. The large
 * networks have seeded random weights. For methods that take many forward passes: {@code -p method=scorecam}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5)
@Measurement(iterations = 5)
@Measures("one map of one picture, by method and network")
public class SaliencyBenchmark {
  private static final int CLASS = 5;
  private static final long SEED = 1;

  /** The network whose last layer is explained. */
  @Param({"vgg16", "resnet50", "scenes-vgg", "scenes-resnet"})
  public String network = "vgg16";

  /** The method. */
  @Param({"gradcam", "gradcam++", "gradcam++-closed", "xgradcam", "layercam", "hirescam", "eigencam", "shapleycam", "gradient",
      "guided-backprop", "fullgrad"})
  public String method = "gradcam";

  /** The kernels that compute. */
  @Param("vector")
  public String kernels = "vector";

  /** The batch size of methods that need many pictures. */
  @Param("8")
  public int batch = 1;

  private Optional<Task> task = Optional.empty();

  private record Task(Method method, Subject subject, Tensor picture) {
    SaliencyMap map() { return method.explain(subject.probe(picture, Target.ofClass(CLASS))); }
  }

  /** Makes the network, its weights and a picture. */
  @Setup
  public void setup() {
    Model model = model(network);
    Executor executor = Executor.of(Precision.FLOAT32, Processors.kernels(kernels));
    Subject subject = Subject.of(model, executor).inBatchesOf(batch);
    task = Optional.of(
        new Task(Methods.named(method, Settings.USUAL), subject,
            RandomStream.of(SEED).gaussian(model.network().input(), Precision.FLOAT32, 0, 1)));
  }

  /** A bundled network, or a built-in one with random weights. */
  private static Model model(String name) {
    if (Bundled.networks().contains(name)) return Bundled.network(name).model();
    Network network = Architectures.named(name);
    return new Model(network, Initial.weights(network, SEED, Precision.FLOAT32));
  }

  /** The map. */
  @Benchmark
  public SaliencyMap map() {
    return task.orElseThrow().map();
  }
}
