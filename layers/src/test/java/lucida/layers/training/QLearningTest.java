package lucida.layers.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Objects;
import lucida.autodiff.run.Executor;
import lucida.core.Precision;
import lucida.core.RandomStream;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.layers.Dense;
import lucida.layers.Flatten;
import lucida.layers.Initial;
import lucida.layers.Network;
import lucida.layers.NetworkBuilder;
import org.junit.jupiter.api.Test;

/**
 * A way of two steps: in place 0 and 1 one may stay or go on; going on from 1 ends the game and is worth 1. A picture is 1 at the place, so that a dense
 * layer without bias is a table of Q, [action][place].
 */
class QLearningTest {
  private static final double DISCOUNT = 0.5;
  private static final int[] PLACES = {0, 0, 1, 1}, ACTIONS = {0, 1, 0, 1}, NEXT = {0, 1, 1, 2};
  private static final Network TABLE = table(2);

  private static Network table(int actions) {
    NetworkBuilder net = new NetworkBuilder("table", Shape.of(1, 1, 3));
    net.add("flatten", new Flatten());
    net.add("Q", new Dense(3, actions, false));
    return net.build();
  }

  /** The first n of the four things that can be done. */
  private record Way(int n) implements Experience {
    @Override
    public int actions() { return 2; }

    @Override
    public Moments moments(RandomStream draws, int batch, Precision precision) {
      boolean[] ended = new boolean[n];
      double[] rewards = new double[n];
      int[] actions = new int[n];
      for (int i = 0; i < n; i++) {
        ended[i] = NEXT[i] == 2;
        rewards[i] = ended[i] ? 1 : 0;
        actions[i] = ACTIONS[i];
      }
      return new Moments(seen(PLACES, precision), actions, rewards, seen(NEXT, precision), ended);
    }

    private Tensor seen(int[] places, Precision precision) {
      return Tensor.filled(Shape.of(n, 1, 1, 3), precision, k -> places[k / 3] == k % 3 ? 1 : 0);
    }
  }

  private static QLearning learning(int moments, double rate) {
    return new QLearning(TABLE, new Sgd(0, false, 0), new Way(moments), moments, 1, DISCOUNT,
        new Schedule.Stairs(rate, 0, 1 << 20, 1), 3,
        Executor.float64());
  }

  private static Tensor Q(TrainingState state) { return Objects.requireNonNull(state.parameters().get("Q.weight")); }

  private static TrainingState start(QLearning learning) {
    return learning.step().start(Initial.weights(TABLE, 5, Precision.FLOAT64).tensors(), Precision.FLOAT64);
  }

  /**
   * Q(1, on) = 1, Q(1, stay) = γ, Q(0, on) = γ, Q(0, stay) = γ². With four moments and the rate 1 a step moves each entry half its way to y, and y
   * follows the largest of them by γ: an error shrinks by ¾ at least, below 10⁻¹² of what it was after 100 steps.
   */
  @Test
  void findsTheValuesInClosedForm() {
    QLearning learning = learning(4, 1);
    TrainingState state = start(learning);
    for (int step = 0; step < 100; step++) state = learning.next(state).state();
    double[][] expected = {{0.25, 0.5}, {0.5, 1}};
    for (int action = 0; action < 2; action++)
      for (int place = 0; place < 2; place++) assertEquals(expected[action][place], Q(state).at(action, place), 1e-11);
    assertEquals(100, state.step());
  }

  /** One step of one moment, staying at 0: Q(0, stay) ← Q − η · 2 (Q − γ max Q(0, ·)), and no other entry changes a bit. */
  @Test
  void aStepByHand() {
    QLearning learning = learning(1, 0.1);
    TrainingState start = start(learning);
    Tensor before = Q(start);
    Trainer.Progress progress = learning.next(start);
    double error = before.at(0, 0) - DISCOUNT * Math.max(before.at(0, 0), before.at(1, 0));
    assertEquals(error * error, progress.loss(), 1e-15);
    assertTrue(Math.abs(error) > 0.01);
    Tensor after = Q(progress.state());
    for (int cell = 0; cell < before.size(); cell++)
      if (cell == 0) assertEquals(before.cell(0) - 0.1 * 2 * error, after.cell(0), 1e-15);
      else assertEquals(before.cell(cell), after.cell(cell), 0, "cell " + cell);
    assertTrue(Double.isNaN(progress.accuracy()));
  }

  /** A step is a function of where the training stands. */
  @Test
  void theSameStepTwice() {
    TrainingState start = start(learning(4, 0.3));
    assertTrue(Q(learning(4, 0.3).next(start).state()).sameAs(Q(learning(4, 0.3).next(start).state())));
  }

  @Test
  void refusesWhatCannotBeLearned() {
    assertEquals("Q-learning: network table has 3 scores for 2 actions", assertThrows(IllegalArgumentException.class,
        () -> new QLearning(table(3), new Sgd(0, false, 0), new Way(4), 4, 1, 0.5, new Schedule.Stairs(1, 0, 1, 1), 3,
            Executor.float64()))
        .getMessage());
    assertEquals("Q-learning: a discount of 1.5; it is 0 to 1", assertThrows(IllegalArgumentException.class,
        () -> new QLearning(TABLE, new Sgd(0, false, 0), new Way(4), 4, 1, 1.5, new Schedule.Stairs(1, 0, 1, 1), 3,
            Executor.float64()))
        .getMessage());
    assertThrows(DivergenceException.class, () -> {
      QLearning learning = learning(4, 1e200);
      TrainingState state = start(learning);
      for (int step = 0; step < 10; step++) state = learning.next(state).state();
    });
  }
}
