package lucida.layers.training;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import lucida.autodiff.Expr;
import lucida.autodiff.Input;
import lucida.autodiff.Reverse;
import lucida.autodiff.run.Executor;
import lucida.autodiff.run.Program;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.layers.Forward;
import lucida.layers.Mode;
import lucida.layers.Network;
import lucida.layers.Weights;

/** One step of a training as one program: pictures, targets, parameters and optimiser state in; loss, scores, new parameters and new state out. */
public final class TrainingStep {
  private final Forward forward;
  private final Optimizer optimizer;
  private final Supervision given;
  private final Objective objective;
  private final Objective.Terms terms;
  private final Input rate = Input.of("rate");
  private final List<Input> factors = new ArrayList<>();
  private final SequencedMap<String, List<Input>> remembered = new LinkedHashMap<>();
  private final List<String> trained;
  private final List<String> updated;
  private final Program program;
  private final Map<Executor, Executor.Compiled> compiled = new ConcurrentHashMap<>();

  /** With cross-entropy, for batches of one size. */
  public TrainingStep(Network network, Optimizer optimizer, int batch) {
    this(network, optimizer, batch, Objective.CROSS_ENTROPY);
  }

  /** With any objective, for batches of one size. */
  public TrainingStep(Network network, Optimizer optimizer, int batch, Objective objective) {
    this(network, optimizer, batch, objective, _ -> true);
  }

  /**
   * The same, where some parameters stay as they are.
   *
   * @param learns whether the parameter of a full name is trained; running statistics never are
   * @throws IllegalArgumentException if none is
   */
  public TrainingStep(Network network, Optimizer optimizer, int batch, Objective objective, Predicate<String> learns) {
    this.forward = network.write(batch, Mode.TRAINING);
    this.optimizer = optimizer;
    this.given = Supervision.of(forward.x().shape(), forward.scores().shape());
    this.objective = objective;
    this.terms = objective.write(forward, given);
    this.updated = List.copyOf(forward.updates().keySet());
    this.trained = forward.parameters().keySet().stream().filter(name -> !isStatistic(name) && learns.test(name)).toList();
    if (trained.isEmpty()) throw new IllegalArgumentException("Training " + network.name() + ": no parameter is left to learn");
    for (int i = 0; i < optimizer.factors(1).length; i++) factors.add(Input.of("factor" + i));
    List<Expr> gradients = Reverse.gradients(terms.loss(), trained.stream().map(this::parameter).toList());
    List<Expr> wanted = new ArrayList<>(List.of(terms.loss(), forward.scores()));
    wanted.addAll(terms.parts().values());
    for (int i = 0; i < trained.size(); i++) {
      Optimizer.Step step = step(trained.get(i), gradients.get(i));
      wanted.add(step.parameter());
      wanted.addAll(step.remembered());
    }
    forward.updates().values().forEach(wanted::add);
    this.program = Program.of(wanted);
  }

  private static boolean isStatistic(String name) { return name.endsWith("running_mean") || name.endsWith("running_var"); }

  private Input parameter(String name) { return Objects.requireNonNull(forward.parameters().get(name)); }

  private Optimizer.Step step(String name, Expr gradient) {
    Shape shape = gradient.shape();
    List<Input> memory = new ArrayList<>();
    for (int i = 0; i < optimizer.memory(); i++) memory.add(Input.of(name + ".memory" + i, shape));
    remembered.put(name, memory);
    return optimizer.step(parameter(name), gradient, List.copyOf(memory), everywhere(rate, shape),
        factors.stream().map(f -> everywhere(f, shape)).toList(),
        shape.rank() > 1);
  }

  private static Expr everywhere(Expr number, Shape shape) { return number.expand(shape, shape.axes()); }

  /** The state before the first step. */
  public TrainingState start(Map<String, Tensor> parameters, Precision precision) {
    SequencedMap<String, Tensor> values = new LinkedHashMap<>();
    SequencedMap<String, List<Tensor>> memory = new LinkedHashMap<>();
    forward.parameters().forEach((name, input) -> values.put(name, Objects.requireNonNull(parameters.get(name)).to(precision)));
    remembered
        .forEach((name, inputs) -> memory.put(name, inputs.stream().map(input -> Tensor.zeros(input.shape(), precision)).toList()));
    return new TrainingState(0, values, memory);
  }

  /**
   * This state if it is one of this training: every parameter, and all that the optimiser remembers, with its shape and finite.
   *
   * @throws IllegalArgumentException naming what is missing, unexpected, of another shape or not finite
   */
  public TrainingState checked(TrainingState state) {
    new Weights(state.parameters()).checkedFor(network());
    if (!state.remembered().keySet().equals(remembered.keySet()))
      throw new IllegalArgumentException("The optimiser remembers " + state.remembered().size() + " parameters, not the "
          + remembered.size() + " that are trained");
    remembered.forEach((name, inputs) -> {
      List<Shape> wanted = inputs.stream().map(Input::shape).toList();
      List<Shape> there = Objects.requireNonNull(state.remembered().get(name)).stream().map(Tensor::shape).toList();
      if (!there.equals(wanted))
        throw new IllegalArgumentException(
            "What the optimiser remembers of '" + name + "' has the shapes " + there + ", not " + wanted);
    });
    if (!state.nonFinite().isEmpty())
      throw new IllegalArgumentException("'" + state.nonFinite().getFirst() + "' is NaN or infinite");
    return state;
  }

  /** What a step gives: the loss of the batch before it and its parts, the scores [N, classes], and the state after it. */
  public record Result(double loss, SequencedMap<String, Double> parts, Tensor scores, TrainingState state) {}

  /**
   * What is known of a batch where the objective wants masks.
   *
   * @param masks [N, 1, H, W]
   * @param known 1 where there is one, else 0, [N]
   */
  public record Masks(Tensor masks, Tensor known) {}

  /**
   * Takes one step.
   *
   * @param pictures [N, C, H, W]
   * @param labels targets [N, classes], each row a distribution
   * @param masks a tensor for each of the network's dropout masks, in order
   */
  public Result run(TrainingState state, Tensor pictures, Tensor labels, List<Tensor> masks, double learningRate,
      Executor executor) {
    return run(state, pictures, labels, masks, Optional.empty(), learningRate, executor);
  }

  /** Takes one step with masks of what should matter, which an objective that wants none does not see. */
  public Result run(TrainingState state, Tensor pictures, Tensor labels, List<Tensor> masks, Optional<Masks> guiding,
      double learningRate, Executor executor) {
    Map<Expr, Tensor> values = new HashMap<>();
    terms.fixed().forEach((input, tensor) -> values.put(input, tensor.to(executor.precision())));
    guiding.ifPresent(m -> {
      values.put(given.masks(), m.masks());
      values.put(given.known(), m.known());
    });
    Precision precision = executor.precision();
    values.put(forward.x(), pictures);
    values.put(given.targets(), labels);
    values.put(rate, Tensor.scalar(precision, learningRate));
    double[] numbers = optimizer.factors(state.step() + 1);
    for (int i = 0; i < numbers.length; i++) values.put(factors.get(i), Tensor.scalar(precision, numbers[i]));
    for (int i = 0; i < masks.size(); i++) values.put(forward.masks().get(i).input(), masks.get(i));
    forward.parameters().forEach((name, input) -> values.put(input, Objects.requireNonNull(state.parameters().get(name))));
    remembered.forEach((name, inputs) -> {
      for (int i = 0; i < inputs.size(); i++)
        values.put(inputs.get(i), Objects.requireNonNull(state.remembered().get(name)).get(i));
    });
    return result(state, compiled.computeIfAbsent(executor, e -> e.compile(program, Map.of())).run(values));
  }

  private Result result(TrainingState before, List<Tensor> values) {
    SequencedMap<String, Tensor> parameters = new LinkedHashMap<>(before.parameters());
    SequencedMap<String, List<Tensor>> memory = new LinkedHashMap<>();
    SequencedMap<String, Double> parts = new LinkedHashMap<>();
    int at = 2;
    for (String part : terms.parts().keySet()) parts.put(part, values.get(at++).item());
    for (String name : trained) {
      parameters.put(name, values.get(at++));
      memory.put(name, List.copyOf(values.subList(at, at + optimizer.memory())));
      at += optimizer.memory();
    }
    for (String name : updated) parameters.put(name, values.get(at++));
    return new Result(values.get(0).item(), parts, values.get(1), new TrainingState(before.step() + 1, parameters, memory));
  }

  /** The network that is trained. */
  public Network network() { return forward.network(); }

  /** The most numbers that are alive at once in a step, without those that it is given. */
  public long peak() {
    return program.peak();
  }

  /** What it minimises. */
  public Objective objective() { return objective; }

  /** The dropout masks that each step wants, in order. */
  public List<Forward.Mask> masks() { return forward.masks(); }
}
