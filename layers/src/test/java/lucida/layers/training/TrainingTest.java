package lucida.layers.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.LongPredicate;
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
import lucida.layers.training.Training.Standing;
import org.junit.jupiter.api.Test;

/** A linear network on pictures of two cells, whose class is which one is larger. */
class TrainingTest {
  private static final Network NETWORK = network();

  private static Network network() {
    NetworkBuilder net = new NetworkBuilder("linear", Shape.of(1, 1, 2));
    net.add("flatten", new Flatten());
    net.add("fc", Dense.of(2, 2));
    return net.build();
  }

  private record Pairs(int size, long seed) implements Examples {
    @Override
    public int classes() { return 2; }

    @Override
    public int[] labels(int[] indices) {
      int[] labels = new int[indices.length];
      for (int n = 0; n < labels.length; n++) labels[n] = cell(indices[n], 0) > cell(indices[n], 1) ? 0 : 1;
      return labels;
    }

    private double cell(int i, int j) { return RandomStream.of(seed).stream(i).gaussian(j); }

    @Override
    public Tensor pictures(int[] indices, Precision precision) {
      return Tensor.filled(Shape.of(indices.length, 1, 1, 2), precision, k -> cell(indices[k / 2], k % 2));
    }
  }

  private static Training training(double rate, long epochs, long patience) {
    Trainer trainer = new Trainer(new TrainingStep(NETWORK, new Sgd(0.9, true, 0), 4), new Pairs(16, 1), 4,
        new Schedule.Cosine(rate, 0, 4 * epochs), Augmentation.NONE, 0, 1, Executor.float64());
    return new Training(trainer, new Pairs(40, 2), epochs, patience);
  }

  private static Standing start(Training training) {
    return Standing
        .start(training.trainer().step().start(Initial.weights(NETWORK, 5, Precision.FLOAT64).tensors(), Precision.FLOAT64));
  }

  private record Asked(LongPredicate goOn, List<Double> accuracies) implements Training.Listener {
    @Override
    public boolean step(Standing standing, Trainer.Progress progress) { return goOn.test(standing.state().step()); }

    @Override
    public void epoch(Standing standing) { accuracies.add(standing.accuracy()); }
  }

  @Test
  void theBestIsKept() {
    Training training = training(1, 6, 0);
    List<Double> accuracies = new ArrayList<>();
    Standing end = training.run(start(training), new Asked(_ -> true, accuracies));
    assertTrue(training.ended(end));
    assertEquals(24, end.state().step());
    assertEquals(6, accuracies.size());
    assertEquals(accuracies.stream().max(Double::compare).orElseThrow(), end.best());
    assertEquals(accuracies.indexOf(end.best()) + 1, end.bestEpoch());
    assertTrue(end.best() > 0.9, accuracies.toString());
  }

  /** With a rate of nearly 0 nothing changes, so that the first epoch stays the best: after two more a patience of 2 is at its end. */
  @Test
  void patienceEnds() {
    Training training = training(1e-12, 10, 2);
    List<Double> accuracies = new ArrayList<>();
    Standing end = training.run(start(training), new Asked(_ -> true, accuracies));
    assertEquals(3, accuracies.size());
    assertEquals(1, end.bestEpoch());
    assertTrue(training.ended(end));
  }

  /** Stopped after any step, the end of an epoch among them, and gone on with: the same standing, bit for bit. */
  @Test
  void goingOnFromAnyStepIsNeverHavingStopped() {
    Training whole = training(0.5, 3, 0);
    Standing end = whole.run(start(whole), new Asked(_ -> true, new ArrayList<>()));
    for (long stop = 1; stop < 12; stop++) {
      long last = stop;
      Training first = training(0.5, 3, 0);
      List<Double> accuracies = new ArrayList<>();
      Standing half = first.run(start(first), new Asked(step -> step < last, accuracies));
      assertEquals(stop, half.state().step());
      assertFalse(first.ended(half));
      Standing resumed = training(0.5, 3, 0).run(half, new Asked(_ -> true, accuracies));
      assertEquals(3, accuracies.size(), "stopped after " + stop);
      assertEquals(end.best(), resumed.best());
      assertEquals(end.bestEpoch(), resumed.bestEpoch());
      end.state().parameters()
          .forEach((name, t) -> assertTrue(t.sameAs(Objects.requireNonNull(resumed.state().parameters().get(name)))));
      end.bestParameters().forEach((name, t) -> assertTrue(t.sameAs(Objects.requireNonNull(resumed.bestParameters().get(name)))));
    }
  }

  @Test
  void atLeastOneEpoch() {
    assertEquals("Training: 0 epochs with a patience of 1; 1 and 0 are the least",
        assertThrows(IllegalArgumentException.class, () -> training(1, 0, 1)).getMessage());
  }
}
