package lucida.layers.training;

import lucida.autodiff.run.Executor;

/** What takes the steps of a training: each a pure function of a seed, the step's number and where the training stands. */
public interface Learner {
  /** The network, optimiser and batch size as one program. */
  TrainingStep step();

  /** Pictures of a step. */
  int batch();

  /** Steps of one epoch. */
  long stepsPerEpoch();

  /** What runs the steps. */
  Executor executor();

  /**
   * One step.
   *
   * @throws DivergenceException if the loss before it or the state after it is not finite
   */
  Trainer.Progress next(TrainingState state);
}
