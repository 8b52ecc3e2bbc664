package lucida.benchmarks;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import lucida.autodiff.Expr;
import lucida.autodiff.Input;
import lucida.autodiff.Reverse;
import lucida.autodiff.run.Executor;
import lucida.autodiff.run.Program;
import lucida.bundled.Bundled;
import lucida.cam.LayerChoice;
import lucida.cam.Subject;
import lucida.cam.Target;
import lucida.cam.channels.GradCam;
import lucida.core.Precision;
import lucida.core.RandomStream;
import lucida.core.Tensor;
import lucida.layers.Cut;
import lucida.layers.Model;
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
 * The cost of a thousand Grad-CAMs, each of its own picture and class, beside that of the network runs they consist of. The runs use
 * three programs compiled beforehand and make no map: the difference is what building, scheduling, flags and the map take.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2)
@Measurement(iterations = 3)
@Measures("a thousand Grad-CAMs, and the network runs alone that they consist of")
public class SubjectBenchmark {
  /** The bundled network. */
  @Param("scenes-resnet")
  public String network = "scenes-resnet";

  /** The number of pictures, each explained for its own class. */
  @Param("1000")
  public int pictures = 1;

  /** The kernels that compute. */
  @Param("vector")
  public String kernels = "vector";

  private Optional<Task> task = Optional.empty();

  private record Task(Subject subject, List<Tensor> pictures, int classes, Runs runs) {}

  /** The three programs of a Grad-CAM. */
  private record Runs(Cut cut, Input sBar, Executor.Compiled features, Executor.Compiled head, Executor.Compiled sweep) {
    static Runs of(Model model, Executor executor) {
      Cut cut = Cut.at(model.network().write(1, lucida.layers.Mode.INFERENCE), LayerChoice.of(model.network()));
      Map<Expr, Tensor> weights = model.givenWeights(cut.forward());
      Expr A = cut.activations();
      Input sBar = Input.of("S̄", cut.scores().shape());
      return new Runs(cut, sBar, executor.compile(Program.of(List.of(A)), weights),
          executor.compile(Program.of(List.of(cut.scores()), A), weights),
          executor.compile(Program.of(List.of(Reverse.pullback(cut.scores(), sBar, A)), A), weights));
    }

    Tensor gradient(Tensor picture, int id) {
      Map<Expr, Tensor> given = new HashMap<>(Map.of(cut.forward().x(), picture.reshape(picture.shape().insert(0, 1))));
      Tensor A = features.run(given).getFirst();
      given.put(cut.activations(), A);
      head.run(given);
      double[] weights = new double[sBar.shape().size()];
      weights[id] = 1;
      given.put(sBar, Tensor.of(sBar.shape(), weights).to(A.precision()));
      return sweep.run(given).getFirst();
    }
  }

  /** Makes pictures and compiles the programs of the runs. */
  @Setup
  public void setup() {
    Model model = Bundled.network(network).model();
    Executor executor = Executor.of(Precision.FLOAT32, Processors.kernels(kernels));
    List<Tensor> made = IntStream.range(0, pictures)
        .mapToObj(n -> RandomStream.of(n).gaussian(model.network().input(), Precision.FLOAT32, 0, 1)).toList();
    task = Optional.of(new Task(Subject.of(model, executor), made, 16, Runs.of(model, executor)));
  }

  /** A probe and a map for each picture. */
  @Benchmark
  public double gradCams() {
    Task t = task.orElseThrow();
    double sum = 0;
    for (int n = 0; n < pictures; n++)
      sum += new GradCam().explain(t.subject.probe(t.pictures.get(n), Target.ofClass(n % t.classes))).map().max();
    return sum;
  }

  /** The runs alone. */
  @Benchmark
  public double runsAlone() {
    Task t = task.orElseThrow();
    double sum = 0;
    for (int n = 0; n < pictures; n++) sum += t.runs.gradient(t.pictures.get(n), n % t.classes).max();
    return sum;
  }
}
