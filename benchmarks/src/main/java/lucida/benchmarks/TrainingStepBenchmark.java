package lucida.benchmarks;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import lucida.autodiff.run.Executor;
import lucida.core.Precision;
import lucida.core.RandomStream;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.layers.Initial;
import lucida.layers.Network;
import lucida.layers.architecture.Architectures;
import lucida.layers.training.Sgd;
import lucida.layers.training.TrainingState;
import lucida.layers.training.TrainingStep;
import lucida.plan.Plan;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One training step of ResNet-20 on 64 pictures of 32²: forward, backward, SGD with momentum and weight decay, in float32. PyTorch runs
 * through DJL; its native library comes with the profile {@code -Pdjl}, which benchmarks/run activates.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4, time = 4)
@Measurement(iterations = 5, time = 3)
@Measures("one training step of ResNet-20, compared with PyTorch (downloads 112 MB)")
public class TrainingStepBenchmark {
  private static final int BATCH = 64;
  private static final int CLASSES = 10;
  private static final Shape PICTURES = Shape.of(BATCH, 3, 32, 32);

  private static Tensor pictures() { return RandomStream.of(1).gaussian(PICTURES, Precision.FLOAT32, 0, 1); }

  private static int[] labels() {
    int[] labels = new int[BATCH];
    for (int n = 0; n < BATCH; n++) labels[n] = n % CLASSES;
    return labels;
  }

  /** Training with this project. */
  @State(Scope.Benchmark)
  public static class Own {
    private final Executor plan = new Plan(Processors.kernels("vector"));
    private final Executor interpreter = Executor.of(Precision.FLOAT32, Processors.kernels("vector"));
    private final Network network = Architectures.named("cifar-resnet20", CLASSES);
    private final TrainingStep step = new TrainingStep(network, new Sgd(0.9, false, 5e-4), BATCH);
    private final Tensor pictures = pictures();
    private final Tensor targets = Tensor.oneHot(CLASSES, Precision.FLOAT32, labels());
    private TrainingState state = step.start(Initial.weights(network, 1, Precision.FLOAT32).tensors(), Precision.FLOAT32);

    private double next(Executor by) {
      TrainingStep.Result result = step.run(state, pictures, targets, List.of(), 1e-3, by);
      state = result.state();
      return result.loss();
    }
  }

  /** Training the same network with PyTorch. */
  @State(Scope.Benchmark)
  public static class Other {
    private final List<AutoCloseable> open = new ArrayList<>();
    private Supplier<Float> step = () -> Float.NaN;

    /** Loads PyTorch from the class path. */
    @Setup
    public void setup() {
      System.setProperty("ai.djl.offline", "true");
      Model model = Model.newInstance("resnet20", Device.cpu(), "PyTorch");
      model.setBlock(PyTorchResNet.of(20, CLASSES));
      Trainer trainer = model
          .newTrainer(new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss()).optDevices(new Device[]{Device.cpu()})
              .optOptimizer(
                  Optimizer.sgd().optMomentum(0.9f).optWeightDecays(5e-4f).setLearningRateTracker(Tracker.fixed(1e-3f)).build()));
      open.addAll(List.of(trainer, model));
      ai.djl.ndarray.types.Shape shape = new ai.djl.ndarray.types.Shape(BATCH, 3, 32, 32);
      trainer.initialize(shape);
      float[] cells = new float[PICTURES.size()];
      Tensor own = pictures();
      for (int i = 0; i < cells.length; i++) cells[i] = (float) own.cell(i);
      NDArray pictures = trainer.getManager().create(cells, shape);
      NDArray labels = trainer.getManager().create(labels());
      step = () -> next(trainer, pictures, labels);
    }

    private static float next(Trainer trainer, NDArray pictures, NDArray labels) {
      try (NDManager memory = trainer.getManager().newSubManager()) {
        NDArray x = pictures.duplicate();
        x.attach(memory);
        float loss;
        try (GradientCollector gradients = trainer.newGradientCollector()) {
          NDArray mean = trainer.getLoss().evaluate(new NDList(labels), trainer.forward(new NDList(x)));
          gradients.backward(mean);
          loss = mean.getFloat();
        }
        trainer.step();
        return loss;
      }
    }

    /** Releases native memory. */
    @TearDown
    public void tearDown() throws Exception {
      for (AutoCloseable one : open) one.close();
    }
  }

  /** By the plan. */
  @Benchmark
  public double plan(Own own) { return own.next(own.plan); }

  /** Operation by operation. */
  @Benchmark
  public double interpreter(Own own) { return own.next(own.interpreter); }

  /** By PyTorch. */
  @Benchmark
  public float pytorch(Other other) { return other.step.get(); }
}
