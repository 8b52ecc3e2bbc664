package lucida.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import lucida.autodiff.run.Executor;
import lucida.cam.training.EnergyLoss;
import lucida.cam.training.Ggam;
import lucida.cam.training.GuidedObjective;
import lucida.cam.training.MapFormula;
import lucida.cam.training.RightReasons;
import lucida.core.Precision;
import lucida.core.RandomStream;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.layers.Activation;
import lucida.layers.Dense;
import lucida.layers.Initial;
import lucida.layers.Network;
import lucida.layers.architecture.Architectures;
import lucida.layers.training.Objective;
import lucida.layers.training.Sgd;
import lucida.layers.training.TrainingState;
import lucida.layers.training.TrainingStep;
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

/**
 * One training step of scenes-resnet on 32 pictures of 64²: what a loss that is derived through a gradient costs beside a plain one. The scores have a hidden layer of softplus, behind which the second and third derivatives of exact
 * Grad-CAM++ are not 0; GGAM is measured with attention, and so is a plain step beside it. {@code benchmarks/guided_step.py} measures the same steps with PyTorch's double backward.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4, time = 3)
@Measurement(iterations = 5, time = 3)
@Measures("one training step through an explanation, beside a plain one")
public class GuidedStepBenchmark {
  private static final int BATCH = 32;
  private static final int CLASSES = 16;
  private static final int SIDE = 64;
  private static final int HIDDEN = 48;
  private static final String LAYER = "layer3";
  private static final String WITH_ATTENTION = "nothing, with attention";

  /** What is added to the cross-entropy, if anything. */
  @Param({"nothing", "energy of gradcam", "energy of gradcam++-closed", "energy of gradcam++", "energy of gradient",
      "rrr of gradient", WITH_ATTENTION, "ggam"})
  public String loss = "";

  private Optional<Task> task = Optional.empty();

  /** A training that goes on, on one batch. */
  private static final class Task {
    private final Executor executor = new Plan(Processors.kernels("vector"));
    private final TrainingStep step;
    private final Tensor pictures = RandomStream.of(1).gaussian(Shape.of(BATCH, 3, SIDE, SIDE), Precision.FLOAT32, 0, 1);
    private final Tensor targets;
    private final TrainingStep.Masks masks = new TrainingStep.Masks(
        Tensor.filled(Shape.of(BATCH, 1, SIDE, SIDE), Precision.FLOAT32, cell -> cell % SIDE < SIDE / 2 ? 1 : 0),
        Tensor.filled(Shape.of(BATCH), Precision.FLOAT32, 1));
    private TrainingState state;

    Task(Network network, Objective objective) {
      int[] labels = new int[BATCH];
      for (int n = 0; n < BATCH; n++) labels[n] = n % CLASSES;
      this.targets = Tensor.oneHot(CLASSES, Precision.FLOAT32, labels);
      this.step = new TrainingStep(network, new Sgd(0.9, true, 5e-4), BATCH, objective);
      this.state = step.start(Initial.weights(network, 1, Precision.FLOAT32).tensors(), Precision.FLOAT32);
    }

    double next() {
      TrainingStep.Result result = step.run(state, pictures, targets, List.of(), Optional.of(masks), 1e-4, executor);
      state = result.state();
      return result.loss();
    }
  }

  /** Writes the program. */
  @Setup
  public void setup() { task = Optional.of(new Task(network(loss), objective(loss))); }

  private static Network network(String loss) {
    return loss.equals("ggam") || loss.equals(WITH_ATTENTION)
        ? Architectures.named("scenes-resnet+attention(after=layer3,channel,spatial)", CLASSES)
        : smoothHead(Architectures.named("scenes-resnet", CLASSES));
  }

  /** With a hidden layer of softplus in front of the scores. */
  private static Network smoothHead(Network plain) {
    List<Network.Node> nodes = new ArrayList<>(plain.nodes());
    Network.Node scores = nodes.removeLast();
    int channels = ((Dense) scores.layer()).inputs();
    nodes.add(new Network.Node("fc1", Dense.of(channels, HIDDEN), scores.inputs()));
    nodes.add(new Network.Node("softplus", Activation.SOFTPLUS, List.of("fc1")));
    nodes.add(new Network.Node("fc2", Dense.of(HIDDEN, CLASSES), List.of("softplus")));
    return plain.withNodes(nodes);
  }

  private static Objective objective(String loss) {
    return switch (loss) {
      case "nothing", WITH_ATTENTION -> Objective.CROSS_ENTROPY;
      case "ggam" -> new GuidedObjective(new Ggam(Ggam.Form.PRINTED), 0.5, LAYER, false);
      case "energy of gradcam" -> new GuidedObjective(new EnergyLoss(MapFormula.GRADCAM), 0.5, LAYER, false);
      case "energy of gradcam++-closed" ->
        new GuidedObjective(new EnergyLoss(MapFormula.GRADCAM_PLUS_PLUS_CLOSED), 0.5, LAYER, false);
      case "energy of gradcam++" -> new GuidedObjective(new EnergyLoss(MapFormula.GRADCAM_PLUS_PLUS), 0.5, LAYER, false);
      case "energy of gradient" -> new GuidedObjective(new EnergyLoss(MapFormula.GRADIENT), 0.5, LAYER, false);
      case "rrr of gradient" -> new GuidedObjective(new RightReasons(MapFormula.GRADIENT), 1e-3, LAYER, false);
      default -> throw new IllegalArgumentException("There is no loss '" + loss + "'");
    };
  }

  /** One step. */
  @Benchmark
  public double step() { return task.orElseThrow().next(); }
}
