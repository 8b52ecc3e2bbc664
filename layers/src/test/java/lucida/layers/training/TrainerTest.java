package lucida.layers.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import lucida.autodiff.Constant;
import lucida.autodiff.Expr;
import lucida.autodiff.Input;
import lucida.autodiff.check.CheckReport;
import lucida.autodiff.check.GradientCheck;
import lucida.autodiff.function.Loss;
import lucida.autodiff.run.Executor;
import lucida.core.Precision;
import lucida.core.RandomStream;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.layers.Activation;
import lucida.layers.Add;
import lucida.layers.BatchNorm;
import lucida.layers.Conv2d;
import lucida.layers.Dense;
import lucida.layers.Dropout;
import lucida.layers.Forward;
import lucida.layers.GlobalAveragePool;
import lucida.layers.Initial;
import lucida.layers.Mode;
import lucida.layers.Model;
import lucida.layers.Network;
import lucida.layers.NetworkBuilder;
import lucida.layers.Weights;
import org.junit.jupiter.api.Test;

/** A tiny residual network learns which of three stripes a noisy picture has. */
class TrainerTest {
  private static final Network NETWORK = network();

  private static Network network() {
    NetworkBuilder net = new NetworkBuilder("tiny", Shape.of(1, 8, 8));
    net.add("conv1", Conv2d.of(1, 6, 3, 1, 1).withoutBias());
    net.add("bn1", BatchNorm.of(6));
    String x = net.add("relu1", Activation.RELU);
    net.add("conv2", Conv2d.of(6, 6, 3, 1, 1).withoutBias());
    String y = net.add("bn2", BatchNorm.of(6));
    net.add("add", new Add(), y, x);
    net.add("relu2", Activation.RELU);
    net.add("gap", new GlobalAveragePool());
    net.add("drop", new Dropout(0.1));
    net.add("fc", Dense.of(6, 3));
    return net.build();
  }

  /** Horizontal, vertical or diagonal stripes with noise, by number. */
  private record Stripes(int size, long seed) implements Examples {
    @Override
    public int classes() { return 3; }

    @Override
    public int[] labels(int[] indices) { return Arrays.stream(indices).map(i -> i % 3).toArray(); }

    @Override
    public Tensor pictures(int[] indices, Precision precision) {
      return Tensor.filled(Shape.of(indices.length, 1, 8, 8), precision, cell -> {
        int n = indices[cell / 64];
        int i = cell / 8 % 8;
        int j = cell % 8;
        int along = n % 3 == 0 ? i : n % 3 == 1 ? j : i + j;
        return (along % 4 < 2 ? 1 : -1) + 0.5 * RandomStream.of(seed).stream(n).gaussian(cell % 64);
      });
    }
  }

  private static Trainer trainer(Optimizer optimizer, long steps) {
    return new Trainer(new TrainingStep(NETWORK, optimizer, 12), new Stripes(48, 1), 12, new Schedule.Cosine(0.05, 4, steps),
        new Augmentation(false, 1), 0.05, 7,
        Executor.float32());
  }

  private static TrainingState start(Trainer trainer) {
    return trainer.step().start(Initial.weights(NETWORK, 3, Precision.FLOAT32).tensors(), Precision.FLOAT32);
  }

  @Test
  void lossFallsAndAccuracyRises() {
    for (Optimizer optimizer : List.of(new Sgd(0.9, true, 1e-4), AdamW.of(1e-2))) {
      Trainer trainer = trainer(optimizer, 60);
      List<Double> losses = new ArrayList<>();
      TrainingState end = trainer.run(start(trainer), 60, progress -> losses.add(progress.loss()));
      Model model = new Model(NETWORK, new Weights(end.parameters()));
      assertTrue(losses.getLast() < losses.getFirst() / 2, optimizer + ": " + losses);
      double accuracy = Accuracy.of(model, new Stripes(60, 2), 16, Executor.float32());
      assertTrue(accuracy >= 0.9, optimizer + " classifies " + accuracy + " of pictures it never saw");
    }
  }

  /** What is frozen keeps its bits; what learns beside it moves in the first step as it would if all of it learned, for a step's gradients are all of the same parameters. */
  @Test
  void whatIsFrozenStays() {
    TrainingStep all = new TrainingStep(NETWORK, new Sgd(0.9, true, 0), 6);
    TrainingStep head = new TrainingStep(NETWORK, new Sgd(0.9, true, 0), 6, Objective.CROSS_ENTROPY,
        name -> name.startsWith("fc."));
    SequencedMap<String, Tensor> weights = Initial.weights(NETWORK, 3, Precision.FLOAT64).tensors();
    Stripes stripes = new Stripes(6, 1);
    Tensor x = stripes.pictures(new int[]{0, 1, 2, 3, 4, 5}, Precision.FLOAT64);
    Tensor targets = Tensor.filled(Shape.of(6, 3), Precision.FLOAT64, i -> i % 3 == i / 3 % 3 ? 1 : 0);
    List<Tensor> masks = List.of(Tensor.filled(Shape.of(6, 6), Precision.FLOAT64, 1.0));
    SequencedMap<String, Tensor> moved = head
        .run(head.start(weights, Precision.FLOAT64), x, targets, masks, 0.1, Executor.float64())
        .state().parameters();
    SequencedMap<String, Tensor> whole = all.run(all.start(weights, Precision.FLOAT64), x, targets, masks, 0.1, Executor.float64())
        .state().parameters();
    for (String name : weights.keySet())
      if (!name.contains("running"))
        assertTrue(moved.get(name).sameAs(name.startsWith("fc.") ? whole.get(name) : weights.get(name)), name);
    assertEquals(2, head.start(weights, Precision.FLOAT64).remembered().size(), "nothing is remembered of what stays");
    assertEquals("Training tiny: no parameter is left to learn", assertThrows(IllegalArgumentException.class,
        () -> new TrainingStep(NETWORK, new Sgd(0.9, true, 0), 6, Objective.CROSS_ENTROPY, _ -> false)).getMessage());
  }

  /** Stopped after 7 steps and gone on with by a new trainer: the same bits. */
  @Test
  void goingOnGivesTheSameBits() {
    Trainer trainer = trainer(AdamW.of(1e-2), 20);
    TrainingState whole = trainer.run(start(trainer), 12, _ -> true);
    TrainingState half = trainer.run(start(trainer), 12, progress -> progress.state().step() < 7);
    assertEquals(7, half.step());
    TrainingState resumed = trainer(AdamW.of(1e-2), 20).run(half, 12, _ -> true);
    whole.parameters().forEach((name, tensor) -> assertTrue(tensor.sameAs(resumed.parameters().get(name)), name));
    whole.remembered()
        .forEach((name, tensors) -> assertTrue(tensors.getLast().sameAs(resumed.remembered().get(name).getLast()), name));
  }

  /** One step against the update rules as the papers print them, from the gradient that the loss itself gives. */
  @Test
  void stepsAreThoseOfThePapers() {
    Tensor w = Tensor.vector(0.5, -1, 2);
    Tensor g = Tensor.vector(0.1, 0.2, -0.3);
    assertStep(new Sgd(0.9, false, 0.01), w, g, i -> w.cell(i) - 0.1 * (g.cell(i) + 0.01 * w.cell(i)));
    assertStep(new Sgd(0.9, true, 0.01), w, g, i -> w.cell(i) - 0.1 * 1.9 * (g.cell(i) + 0.01 * w.cell(i)));
    // the first step of Adam: m̂ = g and v̂ = g²
    assertStep(new AdamW(0.9, 0.999, 1e-8, 0.01), w, g,
        i -> w.cell(i) - 0.1 * (g.cell(i) / (Math.abs(g.cell(i)) + 1e-8) + 0.01 * w.cell(i)));
  }

  private static void assertStep(Optimizer optimizer, Tensor w, Tensor g, IntToDoubleFunction expected) {
    Input weight = Input.of("w", 3);
    Input gradient = Input.of("g", 3);
    List<Expr> memory = IntStream.range(0, optimizer.memory()).mapToObj(_ -> (Expr) Constant.zero(Shape.of(3))).toList();
    List<Expr> factors = Arrays.stream(optimizer.factors(1)).mapToObj(f -> (Expr) new Constant(f, Shape.of(3))).toList();
    Expr next = optimizer.step(weight, gradient, memory, new Constant(0.1, Shape.of(3)), factors, true).parameter();
    Tensor moved = Executor.float64().value(next, Map.of(weight, w, gradient, g));
    for (int i = 0; i < 3; i++) assertEquals(expected.applyAsDouble(i), moved.cell(i), 1e-14); // a dozen roundings of numbers near 1
  }

  /** The gradient of the training loss of the whole network by every parameter, batch norm and dropout in training, in float64. */
  @Test
  void gradientOfTheLossOfAWholeNetwork() {
    Forward forward = NETWORK.write(4, Mode.TRAINING);
    Input targets = Input.of("targets", 4, 3);
    SequencedMap<Input, Tensor> at = new LinkedHashMap<>();
    RandomStream draws = RandomStream.of(5);
    at.put(forward.x(), new Stripes(48, 1).pictures(new int[]{0, 1, 2, 3}, Precision.FLOAT64));
    Initial.weights(NETWORK, 3, Precision.FLOAT64).tensors().forEach((name, tensor) -> {
      if (!name.contains("running"))
        at.put(forward.parameters().get(name), tensor.plus(draws.stream(name).gaussian(tensor.shape(), Precision.FLOAT64, 0, 0.1)));
    });
    at.put(forward.masks().getFirst().input(), Tensor.filled(Shape.of(4, 6), Precision.FLOAT64, i -> i % 5 == 0 ? 0 : 1 / 0.9));
    at.put(targets,
        Tensor.oneHot(3, Precision.FLOAT64, 0, 1, 2, 0).scale(0.9).plus(Tensor.filled(Shape.of(4, 3), Precision.FLOAT64, 0.1 / 3)));
    CheckReport report = GradientCheck.seeded(2).run(Loss.crossEntropy(forward.scores(), targets), at);
    assertTrue(report.passed(), report.toString());
  }
}
