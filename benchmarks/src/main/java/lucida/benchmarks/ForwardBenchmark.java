package lucida.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import lucida.autodiff.Expr;
import lucida.autodiff.run.Executor;
import lucida.autodiff.run.Program;
import lucida.core.Precision;
import lucida.core.RandomStream;
import lucida.core.Tensor;
import lucida.core.kernel.Kernels;
import lucida.layers.Forward;
import lucida.layers.Initial;
import lucida.layers.Model;
import lucida.layers.Network;
import lucida.layers.architecture.Architectures;
import lucida.plan.Plan;
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

/** Computes the scores of pictures with a program that is compiled once, with seeded random weights, in float32. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 25)
@Measurement(iterations = 10)
@Measures("inference with a compiled network: the plan and the interpreter")
public class ForwardBenchmark {
  private static final long SEED = 1;

  /** A built-in architecture. */
  @Param({"vgg16", "resnet50", "resnet18", "squeezenet1_1"})
  public String network = "vgg16";

  /** The batch size. */
  @Param({"1", "8"})
  public int batch = 1;

  /** The executor: fused stages, or operation by operation. */
  @Param({"plan", "interpreter"})
  public String executor = "plan";

  private Optional<Task> task = Optional.empty();

  private record Task(Executor.Compiled program, Map<Expr, Tensor> pictures) {
    Tensor scores() { return program.run(pictures).getFirst(); }
  }

  /** Makes the network, its weights and the pictures, and compiles. */
  @Setup
  public void setup() {
    Network built = Architectures.named(network);
    Model model = new Model(built, Initial.weights(built, SEED, Precision.FLOAT32));
    Forward forward = built.write(batch, lucida.layers.Mode.INFERENCE);
    Kernels kernels = Processors.kernels("vector");
    Executor chosen = executor.equals("plan") ? new Plan(kernels) : Executor.of(Precision.FLOAT32, kernels);
    Tensor pictures = RandomStream.of(SEED).gaussian(forward.x().shape(), Precision.FLOAT32, 0, 1);
    task = Optional.of(new Task(chosen.compile(Program.of(List.of(forward.scores())), model.givenWeights(forward)),
        Map.of(forward.x(), pictures)));
  }

  /** The scores. */
  @Benchmark
  public Tensor scores() {
    return task.orElseThrow().scores();
  }
}
