package lucida.layers.training;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Predicate;
import lucida.autodiff.run.Executor;
import lucida.core.Precision;
import lucida.core.RandomStream;
import lucida.core.Shape;
import lucida.core.Tensor;

/**
 * A training loop whose every step is a pure function of the seed and the step's number: a training that was stopped and goes on gives
 * the same bits as one that was not.
 *
 * @param step the network, optimiser and batch size as one program
 * @param examples what it is trained on
 * @param batch pictures of a step; each epoch goes through all whole batches once, in an order of its own
 * @param smoothing label smoothing: the share of each target that is spread over all classes
 */
public record Trainer(TrainingStep step, Examples examples, int batch, Schedule schedule, Augmentation augmentation,
    double smoothing, long seed,
    Executor executor) implements Learner {
  /** Checks that a batch is no larger than the data, and that 0 ≤ smoothing &lt; 1. */
  public Trainer {
    if (batch < 1 || batch > examples.size())
      throw new IllegalArgumentException("Training: a batch of " + batch + " of " + examples.size() + " pictures");
    if (step.objective().wantsMasks() && examples.guidance().isEmpty())
      throw new IllegalArgumentException("Training: the loss is a formula of masks, and the examples have none");
    if (!(smoothing >= 0 && smoothing < 1))
      throw new IllegalArgumentException("Training: a label smoothing of " + smoothing + "; it is at least 0 and less than 1");
  }

  /** What happened in a step; the parts are those of its {@link Objective}. */
  public record Progress(TrainingState state, double loss, SequencedMap<String, Double> parts, double accuracy, double rate) {
    /** This, if its numbers are finite. */
    Progress checked() {
      long number = state.step();
      if (!Double.isFinite(loss)) throw new DivergenceException(number, "the loss is " + loss, rate);
      List<String> bad = state.nonFinite();
      if (!bad.isEmpty())
        throw new DivergenceException(number, "the loss is " + loss + ", and behind it '" + bad.getFirst() + "' is not finite",
            rate);
      return this;
    }
  }

  @Override
  public long stepsPerEpoch() { return examples.size() / batch; }

  /** Trains up to the given total of steps, or until {@code goOn}, which is called after each step, returns false. */
  public TrainingState run(TrainingState from, long steps, Predicate<Progress> goOn) {
    TrainingState state = from;
    while (state.step() < steps) {
      Progress progress = next(state);
      state = progress.state();
      if (!goOn.test(progress)) break;
    }
    return state;
  }

  @Override
  public Progress next(TrainingState state) {
    long number = state.step();
    RandomStream draws = RandomStream.of(seed).stream(number);
    int[] indices = indices(number);
    int[] labels = examples.labels(indices);
    Tensor pictures = augmentation.apply(examples.pictures(indices, executor.precision()), draws.stream("augmentation"));
    double rate = schedule.rate(number);
    TrainingStep.Result result = step.run(state, pictures, targets(labels), masks(draws.stream("dropout")),
        guiding(indices, draws.stream("augmentation")), rate, executor);
    return new Progress(result.state(), result.loss(), result.parts(), Accuracy.of(result.scores(), labels), rate).checked();
  }

  /** Masks move as their pictures do. */
  private Optional<TrainingStep.Masks> guiding(int[] indices, RandomStream moves) {
    if (!step.objective().wantsMasks()) return Optional.empty();
    Precision precision = executor.precision();
    return examples.guidance().map(g -> new TrainingStep.Masks(augmentation.apply(g.masks(indices, precision), moves),
        g.known(indices, precision)));
  }

  private int[] indices(long number) {
    long epoch = number / stepsPerEpoch();
    int first = (int) (number % stepsPerEpoch()) * batch;
    return Arrays.copyOfRange(RandomStream.of(seed).stream("order").stream(epoch).permutation(examples.size()), first,
        first + batch);
  }

  private Tensor targets(int[] labels) {
    int classes = examples.classes();
    return Tensor.filled(Shape.of(labels.length, classes), executor.precision(),
        cell -> smoothing / classes + (cell % classes == labels[cell / classes] ? 1 - smoothing : 0));
  }

  private List<Tensor> masks(RandomStream draws) {
    return step.masks().stream().map(mask -> {
      RandomStream own = draws.stream(mask.input().name());
      return Tensor.filled(mask.input().shape(), executor.precision(), i -> own.bernoulli(mask.keep(), i) ? 1 / mask.keep() : 0);
    }).toList();
  }
}
