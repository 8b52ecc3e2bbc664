package lucida.layers.training;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.ToDoubleFunction;
import lucida.core.Tensor;
import lucida.layers.Model;
import lucida.layers.Weights;

/**
 * A training to its end: after each epoch the accuracy on pictures that are held back is measured, the parameters with the best one are
 * kept, and with patience it ends early. Where it stands is a value that can be saved at any step; going on from there gives the same
 * bits as never having stopped.
 *
 * @param trainer takes the steps
 * @param validation how good a model is, 0 to 1: its accuracy on pictures that are held back
 * @param epochs how many there are, at most
 * @param patience epochs without a better accuracy after which training stops; 0 for never
 */
public record Training(Learner trainer, ToDoubleFunction<Model> validation, long epochs, long patience) {
  /** Checks that there is an epoch, and the patience is not negative. */
  public Training {
    if (epochs < 1 || patience < 0)
      throw new IllegalArgumentException(
          "Training: " + epochs + " epochs with a patience of " + patience + "; 1 and 0 are the least");
  }

  /** Measured by the accuracy on examples. */
  public Training(Learner trainer, Examples validation, long epochs, long patience) {
    this(trainer, model -> Accuracy.of(model, validation, Math.min(trainer.batch(), validation.size()), trainer.executor()), epochs,
        patience);
  }

  /**
   * Where a training stands.
   *
   * @param state after the last step
   * @param validated the epochs after which the accuracy was measured
   * @param accuracy the last one measured, 0 before the first
   * @param best the best one measured, −1 before the first
   * @param bestEpoch the epochs after which that was
   * @param bestParameters the parameters then; those of the start before the first
   */
  public record Standing(TrainingState state, long validated, double accuracy, double best, long bestEpoch,
      SequencedMap<String, Tensor> bestParameters) {
    private static final double NONE = -1;

    /** Checks the numbers once. */
    public Standing {
      if (state.step() < 0 || validated < 0 || bestEpoch < 0 || bestEpoch > validated)
        throw new IllegalArgumentException(
            "Step " + state.step() + ", " + validated + " epochs, the best of them epoch " + bestEpoch
                + ": none is negative, and the best epoch is one of those measured");
      if (!(accuracy >= 0 && accuracy <= 1) || !(best >= 0 && best <= 1 || best == NONE))
        throw new IllegalArgumentException("Accuracies of " + accuracy + " and, at best, " + best + ": they are 0 to 1");
      bestParameters = new LinkedHashMap<>(bestParameters);
    }

    /** Before the first step. */
    public static Standing start(TrainingState state) {
      return new Standing(state, 0, 0, NONE, 0, state.parameters());
    }

    private Standing after(TrainingState later) {
      return new Standing(later, validated, accuracy, best, bestEpoch, bestParameters);
    }
  }

  /** Who is told how it goes. */
  public interface Listener {
    /** After each step. Says whether to go on. */
    boolean step(Standing standing, Trainer.Progress progress);

    /** After each measurement. */
    void epoch(Standing standing);
  }

  /** Whether there is nothing left to do. */
  public boolean ended(Standing standing) {
    long epoch = standing.validated();
    return epoch >= epochs || patience > 0 && epoch - standing.bestEpoch() >= patience;
  }

  /**
   * This standing if it is one of this training.
   *
   * @throws IllegalArgumentException in one sentence, if no training of these steps and parameters can stand there
   */
  public Standing checked(Standing standing) {
    trainer.step().checked(standing.state());
    trainer.step().checked(new TrainingState(0, standing.bestParameters(), standing.state().remembered()));
    long step = standing.state().step(), perEpoch = trainer.stepsPerEpoch();
    if (standing.validated() > epochs || step < standing.validated() * perEpoch || step > (standing.validated() + 1) * perEpoch)
      throw new IllegalArgumentException("It stands at step " + step + ", of which an epoch has " + perEpoch
          + ", and the accuracy was measured after " + standing.validated() + " of " + epochs + " epochs");
    return standing;
  }

  /** Goes on to the end, or until the listener says no. */
  public Standing run(Standing from, Listener listener) {
    Standing standing = from;
    while (!ended(standing)) {
      long end = (standing.validated() + 1) * trainer.stepsPerEpoch();
      while (standing.state().step() < end) {
        Trainer.Progress progress = trainer.next(standing.state());
        standing = standing.after(progress.state());
        if (!listener.step(standing, progress)) return standing;
      }
      standing = validated(standing);
      listener.epoch(standing);
    }
    return standing;
  }

  private Standing validated(Standing standing) {
    Model model = new Model(trainer.step().network(), new Weights(standing.state().parameters()));
    double accuracy = validation.applyAsDouble(model);
    long epoch = standing.validated() + 1;
    return accuracy > standing.best()
        ? new Standing(standing.state(), epoch, accuracy, accuracy, epoch, standing.state().parameters())
        : new Standing(standing.state(), epoch, accuracy, standing.best(), standing.bestEpoch(), standing.bestParameters());
  }
}
