package lucida.layers.training;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import lucida.autodiff.Expr;
import lucida.autodiff.run.Executor;
import lucida.autodiff.run.Program;
import lucida.core.RandomStream;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.layers.Forward;
import lucida.layers.Mode;
import lucida.layers.Network;

/**
 * Q-learning — Watkins, Dayan, Machine Learning 8, 1992; by a network Q of pictures, as Mnih et al., Nature 518, 2015.
 *
 * <pre>
 *   y = r + γ max_a′ Q(s′, a′), r where the game was over in s′     targets
 *   loss = (1/N) Σ_n (Q(s_n, a_n) − y_n)²                           LOSS
 * </pre>
 *
 * What it learns does not depend on who played, as long as everything is tried: the moments may be those of a player who moves at random.
 *
 * <p>Deviation: y is of the network as it is at that step, not of an earlier one, and moments are drawn anew at each step instead of kept; so a step
 * is a function of the seed, its number and the parameters.
 */
public final class QLearning implements Learner {
  /** Scores without a target, +∞, are those of actions that were not taken: they are skipped. Targets are below this. */
  private static final double MOST = 1e9;
  /** The squared error of the actions that were taken. */
  public static final Objective LOSS = (forward, given) -> {
    Expr Q = forward.scores(), y = given.targets();
    Expr error = y.negate().plus(MOST).gate(Q.minus(y)); // [y < MOST] · (Q − y)
    return Objective.Terms.of(error.square().sum().scale(1.0 / Q.shape().extent(0)));
  };

  private final TrainingStep step;
  private final Experience experience;
  private final int batch;
  private final long stepsPerEpoch;
  private final double discount;
  private final Schedule schedule;
  private final long seed;
  private final Executor executor;
  private final Forward forward;
  private final Executor.Compiled values;

  /**
   * From some experience.
   *
   * @param batch moments of a step
   * @param stepsPerEpoch after how many steps it is looked how well it plays
   * @param discount γ, the worth of a reward one move later
   */
  public QLearning(Network network, Optimizer optimizer, Experience experience, int batch, long stepsPerEpoch, double discount,
      Schedule schedule, long seed, Executor executor) {
    if (batch < 1 || stepsPerEpoch < 1)
      throw new IllegalArgumentException("Q-learning: " + batch + " moments a step and " + stepsPerEpoch
          + " steps an epoch; there is at least 1");
    if (!(discount >= 0 && discount <= 1))
      throw new IllegalArgumentException("Q-learning: a discount of " + discount + "; it is 0 to 1");
    this.step = new TrainingStep(network, optimizer, batch, LOSS);
    this.experience = experience;
    this.batch = batch;
    this.stepsPerEpoch = stepsPerEpoch;
    this.discount = discount;
    this.schedule = schedule;
    this.seed = seed;
    this.executor = executor;
    this.forward = network.write(batch, Mode.INFERENCE);
    int scores = forward.scores().shape().without(0).size();
    if (scores != experience.actions())
      throw new IllegalArgumentException("Q-learning: network " + network.name() + " has " + scores + " scores for "
          + experience.actions() + " actions");
    this.values = executor.compile(Program.of(List.of(forward.scores())), Map.of());
  }

  @Override
  public TrainingStep step() { return step; }

  @Override
  public int batch() { return batch; }

  @Override
  public long stepsPerEpoch() { return stepsPerEpoch; }

  @Override
  public Executor executor() { return executor; }

  /** The accuracy of its progress is NaN: nobody says what would have been right. */
  @Override
  public Trainer.Progress next(TrainingState state) {
    long number = state.step();
    Experience.Moments moments = experience.moments(RandomStream.of(seed).stream("moments").stream(number), batch,
        executor.precision());
    double rate = schedule.rate(number);
    TrainingStep.Result after = step.run(state, moments.pictures(), targets(state, moments), List.of(), rate, executor);
    return new Trainer.Progress(after.state(), after.loss(), after.parts(), Double.NaN, rate).checked();
  }

  /** y at the action that was taken, +∞ elsewhere: [N, actions]. */
  private Tensor targets(TrainingState state, Experience.Moments moments) {
    Map<Expr, Tensor> given = new HashMap<>(Map.of(forward.x(), moments.next()));
    forward.parameters().forEach((name, input) -> given.put(input, Objects.requireNonNull(state.parameters().get(name))));
    Tensor best = values.run(given).getFirst().max(1);
    int actions = experience.actions();
    double[] y = new double[batch * actions];
    Arrays.fill(y, Double.POSITIVE_INFINITY);
    for (int n = 0; n < batch; n++)
      y[n * actions + moments.actions()[n]] = moments.rewards()[n] + (moments.ended()[n] ? 0 : discount * best.cell(n));
    return Tensor.of(Shape.of(batch, actions), y).to(executor.precision());
  }
}
