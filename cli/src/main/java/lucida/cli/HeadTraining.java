package lucida.cli;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import lucida.autodiff.Expr;
import lucida.autodiff.run.Executor;
import lucida.autodiff.run.Program;
import lucida.book.ShortcutHead;
import lucida.bundled.SceneExamples;
import lucida.bundled.TrainedModel;
import lucida.cam.Progress;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.judge.suite.Recipe;
import lucida.layers.Forward;
import lucida.layers.Initial;
import lucida.layers.Mode;
import lucida.layers.Model;
import lucida.layers.Network;
import lucida.layers.training.Accuracy;
import lucida.layers.training.Examples;
import lucida.layers.training.Trainer;
import lucida.layers.training.Training;
import lucida.plan.Plan;
import lucida.scenes.SceneKind;
import lucida.scenes.SceneSet;
import lucida.scenes.Split;

/**
 * Heads that learn the classes of scenes from what a trained trunk makes of them, which is computed once: the trunk's weights stay as they are.
 *
 * @param trunk the network whose head is replaced
 * @param layer whose activations A are learned from
 * @param A of the scenes of each split
 */
record HeadTraining(TrainedModel trunk, String layer, Map<Split, Activations> A) {
  private static final int EPOCHS = 8;
  private static final int TRAINING = 1600;
  private static final int HELD_BACK = 500;
  private static final double RATE = 0.02;

  /**
   * Activations of scenes with their labels.
   *
   * @param batches [BATCH, K, h, w] each; the last is filled up
   */
  record Activations(SceneExamples scenes, List<Tensor> batches) implements Examples {
    private static final int BATCH = 50;

    static Activations of(Model trunk, String layer, SceneExamples scenes, Progress progress) {
      Forward forward = trunk.network().write(BATCH, Mode.INFERENCE);
      Executor.Compiled upToLayer = Plan.float32()
          .compile(Program.of(List.<Expr>of(forward.value(layer))), trunk.givenWeights(forward));
      List<Tensor> batches = new ArrayList<>();
      for (int first = 0; first < scenes.size(); first += BATCH) {
        int from = first;
        int[] some = IntStream.range(0, BATCH).map(i -> Math.min(from + i, scenes.size() - 1)).toArray();
        batches.add(upToLayer.run(Map.of(forward.x(), scenes.pictures(some, Precision.FLOAT32))).getFirst());
        progress.report(first, scenes.size());
      }
      return new Activations(scenes, batches);
    }

    @Override
    public int size() { return scenes.size(); }

    @Override
    public int classes() { return scenes.classes(); }

    @Override
    public int[] labels(int[] indices) { return scenes.labels(indices); }

    @Override
    public Tensor pictures(int[] indices, Precision precision) {
      Shape one = batches.getFirst().shape().without(0);
      int size = one.size();
      return Tensor.filled(one.insert(0, indices.length), precision, cell -> {
        int i = indices[cell / size];
        return batches.get(i / BATCH).cell(i % BATCH * size + cell % size);
      });
    }
  }

  /** From scenes of all splits, which have none in common. */
  static HeadTraining of(TrainedModel trunk, String layer, Progress progress) {
    Map<Split, Activations> A = new EnumMap<>(Split.class);
    for (Split split : Split.values()) {
      SceneSet scenes = SceneSet.of(new SceneKind.Single(), split, split == Split.TRAINING ? TRAINING : HELD_BACK);
      A.put(split, Activations.of(trunk.model(), layer, new SceneExamples(scenes), progress));
    }
    return new HeadTraining(trunk, layer, A);
  }

  /**
   * A network with a head that has learned.
   *
   * @param accuracy the share of scenes of the test split that it classifies right
   */
  record Learned(Model model, double accuracy) {}

  /** Trains a head from a seed: stochastic gradient descent, the best epoch on the validation split. */
  Learned learn(ShortcutHead head, long seed, Progress progress) {
    Network alone = head.alone(of(Split.TRAINING).batches().getFirst().shape().without(0), trunk.classes().size());
    Recipe recipe = new Recipe("shortcut-" + head, "the classes of scenes", trunk.classes(),
        _ -> new Model(alone, Initial.weights(alone, seed, Precision.FLOAT32)), this::of, EPOCHS, RATE, seed);
    Training training = recipe.training(trunk.model(), Plan.float32());
    long steps = EPOCHS * training.trainer().stepsPerEpoch();
    Training.Standing end = training.run(recipe.first(training, trunk.model()), new Training.Listener() {
      @Override
      public boolean step(Training.Standing standing, Trainer.Progress step) {
        if (Thread.currentThread().isInterrupted()) throw new CancellationException("interrupted");
        progress.report(standing.state().step(), steps);
        return true;
      }

      @Override
      public void epoch(Training.Standing standing) {
        progress.report(standing.state().step(), steps);
      }
    });
    Model best = recipe.best(trunk.model(), end);
    double accuracy = Accuracy.of(best, of(Split.TEST), Activations.BATCH, Plan.float32());
    return new Learned(head.on(trunk.model(), layer, trunk.classes().size(), best.weights()), accuracy);
  }

  private Activations of(Split split) { return requireNonNull(A.get(split)); }
}
