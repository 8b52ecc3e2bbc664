package lucida.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import lucida.bundled.TrainedModel;
import lucida.judge.results.LossLog;
import lucida.layers.Model;
import lucida.layers.Weights;
import lucida.layers.training.Accuracy;
import lucida.layers.training.DivergenceException;
import lucida.layers.training.Examples;
import lucida.layers.training.Learner;
import lucida.layers.training.Trainer;
import lucida.layers.training.Training.Standing;
import lucida.layers.training.Training;
import lucida.weights.model.Checkpoint;

/**
 * A training that saves itself on the way.
 *
 * @param saved the checkpoint's file
 * @param settings what the checkpoint says of how it was started
 * @param saveEvery seconds between checkpoints
 * @param minutes after how many it stops, if it does
 * @param losses where the losses of its steps are written, if they are
 */
record SavedTraining(Training training, Path saved, Map<String, String> settings, TrainingReport report, double saveEvery,
    Optional<Double> minutes, Optional<LossLog> losses) {
  private static final double NANOSECONDS = 1e9;

  /**
   * Trains to the end, or until the minutes are over; a checkpoint then remains.
   *
   * @throws IllegalStateException if it diverges; the last checkpoint stays as it is
   */
  Standing goOn(Standing from) {
    try {
      Standing end = training.run(from, new Saving());
      if (!training.ended(end)) save(end);
      return end;
    } catch (DivergenceException e) {
      String kept = Files.exists(saved) ? "; " + saved + ", from before, is kept" : "";
      throw new IllegalStateException(e.getMessage() + " (--rate, --warm-up)" + kept, e);
    }
  }

  /** Losses first: those behind the checkpoint are forgotten when the training goes on. */
  private void save(Standing standing) {
    losses.ifPresent(LossLog::write);
    new Checkpoint(standing, settings).write(saved);
  }

  private final class Saving implements Training.Listener {
    private final long started = System.nanoTime();
    private long last = started;

    @Override
    public boolean step(Standing standing, Trainer.Progress progress) {
      report.step(progress);
      losses.ifPresent(log -> log.add(standing.validated() + 1, progress));
      long now = System.nanoTime();
      if (now - last > saveEvery * NANOSECONDS) {
        save(standing);
        last = now;
      }
      return minutes.isEmpty() || now - started < minutes.get() * 60 * NANOSECONDS;
    }

    @Override
    public void epoch(Standing standing) {
      save(standing);
      last = System.nanoTime();
      report.epoch(standing);
    }
  }

  /** Writes the best weights with their metadata and removes the checkpoint. Returns the accuracy on scenes never used. */
  double finish(Standing end, Path file, List<String> classes, Examples unseen, String command) {
    Learner trainer = training.trainer();
    return finish(end, file, classes,
        ready -> Accuracy.of(ready, unseen, Math.min(trainer.batch(), unseen.size()), trainer.executor()),
        unseen.size() + " scenes of the test split", command);
  }

  /** The same with another measure of accuracy, and on what it is measured. */
  double finish(Standing end, Path file, List<String> scores, ToDoubleFunction<Model> measure, String on, String command) {
    Model ready = TrainedModel.ready(new Model(training.trainer().step().network(), new Weights(end.bestParameters())));
    double accuracy = measure.applyAsDouble(ready);
    Map<String, String> about = new LinkedHashMap<>();
    about.put("accuracy", String.format(Locale.ROOT, "%.4f", accuracy));
    about.put("accuracy on", on);
    about.put("command", command);
    TrainedModel.write(file, ready, scores, about);
    forget();
    return accuracy;
  }

  /** Removes the checkpoint of a training that has ended. */
  void forget() {
    try {
      Files.deleteIfExists(saved);
    } catch (IOException e) {
      throw new UncheckedIOException(saved + ": cannot be deleted (" + e.getMessage() + ")", e);
    }
  }
}
