package lucida.judge.suite;

import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import lucida.autodiff.run.Executor;
import lucida.layers.Model;
import lucida.layers.Weights;
import lucida.layers.training.Augmentation;
import lucida.layers.training.Examples;
import lucida.layers.training.Schedule;
import lucida.layers.training.Sgd;
import lucida.layers.training.Trainer;
import lucida.layers.training.Training;
import lucida.layers.training.TrainingStep;
import lucida.scenes.Split;

/**
 * A short training from a seed: stochastic gradient descent, the rate half a cosine from its peak to 0; the epoch is kept that is best on examples held back.
 *
 * @param name what the network is called, for its file
 * @param task what it learns, for people
 * @param classes their names
 * @param start the network with its first weights, made of the bundled network of scenes or not
 * @param examples of each split
 * @param epochs passes over the training examples
 * @param rate the peak of the learning rate
 */
public record Recipe(String name, String task, List<String> classes, UnaryOperator<Model> start, Function<Split, Examples> examples,
    int epochs, double rate) {
  private static final int BATCH = 32;
  private static final long SEED = 1;

  /** The list is kept as it is now. */
  public Recipe {
    classes = List.copyOf(classes);
  }

  /**
   * Trains it, to its end unless the listener says no.
   *
   * @param bundled the bundled network of scenes
   */
  public Training.Standing trained(Model bundled, Executor executor, Training.Listener listener) {
    Model first = start.apply(bundled);
    TrainingStep step = new TrainingStep(first.network(), new Sgd(0.9, true, 5e-4), BATCH);
    Examples examples = examples().apply(Split.TRAINING);
    long steps = (long) epochs * (examples.size() / BATCH);
    Trainer trainer = new Trainer(step, examples, BATCH, new Schedule.Cosine(rate, steps / 10, steps), Augmentation.NONE, 0, SEED,
        executor);
    return new Training(trainer, examples().apply(Split.VALIDATION), epochs, 0)
        .run(Training.Standing.start(step.start(first.weights().tensors(), executor.precision())), listener);
  }

  /** The network with the best parameters of a training. */
  public Model best(Model bundled, Training.Standing end) {
    return new Model(start.apply(bundled).network(), new Weights(end.bestParameters()));
  }
}
