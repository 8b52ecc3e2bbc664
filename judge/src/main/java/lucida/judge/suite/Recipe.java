package lucida.judge.suite;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import lucida.autodiff.run.Executor;
import lucida.layers.Model;
import lucida.layers.Weights;
import lucida.layers.training.Augmentation;
import lucida.layers.training.Examples;
import lucida.layers.training.Learner;
import lucida.layers.training.Objective;
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
 * @param start the network with its first weights, made of a network that is there, as the bundled one of scenes, or not
 * @param examples of each split
 * @param epochs passes over the training examples
 * @param rate the peak of the learning rate
 * @param seed of the order of the examples, and of dropout
 * @param objective what it minimises, made of the network that is there
 */
public record Recipe(String name, String task, List<String> classes, UnaryOperator<Model> start, Function<Split, Examples> examples,
    int epochs, double rate, long seed, Function<Model, Objective> objective) {
  private static final int BATCH = 32;

  /** The list is kept as it is now. */
  public Recipe {
    classes = List.copyOf(classes);
  }

  /** With the cross-entropy. */
  public Recipe(String name, String task, List<String> classes, UnaryOperator<Model> start, Function<Split, Examples> examples,
      int epochs, double rate, long seed) {
    this(name, task, classes, start, examples, epochs, rate, seed, _ -> Objective.CROSS_ENTROPY);
  }

  /** With seed 1. */
  Recipe(String name, String task, List<String> classes, UnaryOperator<Model> start, Function<Split, Examples> examples, int epochs,
      double rate) {
    this(name, task, classes, start, examples, epochs, rate, 1);
  }

  /**
   * The training.
   *
   * @param given the network that is there
   */
  public Training training(Model given, Executor executor) {
    TrainingStep step = new TrainingStep(start.apply(given).network(), new Sgd(0.9, true, 5e-4), BATCH,
        objective.apply(given));
    Examples training = examples().apply(Split.TRAINING);
    long steps = (long) epochs * (training.size() / BATCH);
    Trainer trainer = new Trainer(step, training, BATCH, new Schedule.Cosine(rate, steps / 10, steps), Augmentation.NONE, 0, seed,
        executor);
    return new Training(trainer, examples().apply(Split.VALIDATION), epochs, 0);
  }

  /** Where that training starts. */
  public Training.Standing first(Training training, Model given) {
    Learner trainer = training.trainer();
    return Training.Standing
        .start(trainer.step().start(start.apply(given).weights().tensors(), trainer.executor().precision()));
  }

  /** The network with the best parameters of a training. */
  public Model best(Model given, Training.Standing end) {
    return new Model(start.apply(given).network(), new Weights(end.bestParameters()));
  }

  /** What decides which bits it ends with, by name, for a checkpoint. */
  public SequencedMap<String, String> settings() {
    SequencedMap<String, String> settings = new LinkedHashMap<>();
    settings.put("recipe", name);
    settings.put("task", task);
    settings.put("pictures", String.valueOf(examples.apply(Split.TRAINING).size()));
    settings.put("epochs", String.valueOf(epochs));
    settings.put("rate", String.valueOf(rate));
    settings.put("seed", String.valueOf(seed));
    return settings;
  }
}
