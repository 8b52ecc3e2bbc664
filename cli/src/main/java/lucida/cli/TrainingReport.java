package lucida.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import lucida.core.PlainText;
import lucida.layers.training.Trainer;
import lucida.layers.training.Training.Standing;
import lucida.layers.training.Training;

/** Tells how a training goes: a line for each epoch, and on a terminal one that is always new. */
final class TrainingReport {
  private static final long A_MOMENT = 200_000_000L;
  private static final double NANOSECONDS = 1e9;

  private final String measured;
  private final PrintWriter out;
  private final LiveLine live;
  private final boolean terminal;
  private final Training training;
  private final long firstStep;
  private final long started = System.nanoTime();
  private long shown = started;
  private long steps;
  private double loss;
  private double accuracy;
  private final SequencedMap<String, Double> parts = new LinkedHashMap<>();

  private TrainingReport(PrintWriter out, PrintWriter live, boolean terminal, Training training, Standing from, String measured) {
    this.measured = measured;
    this.out = out;
    this.live = new LiveLine(live);
    this.terminal = terminal;
    this.training = training;
    this.firstStep = from.state().step();
  }

  /**
   * A report that begins where training resumes.
   *
   * @param live where the rewritten line goes, if output is a terminal
   */
  static TrainingReport to(PrintWriter out, PrintWriter live, Training training, Standing from) {
    return to(out, live, training, from, "held back");
  }

  /**
   * The same.
   *
   * @param measured what the accuracy after each epoch is that of: "held back"
   */
  static TrainingReport to(PrintWriter out, PrintWriter live, Training training, Standing from, String measured) {
    boolean terminal = Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    TrainingReport report = new TrainingReport(out, live, terminal, training, from, measured);
    if (from.state().step() > 0) out.println("going on after step " + from.state().step() + " of " + report.allSteps());
    return report;
  }

  private long allSteps() { return training.epochs() * training.trainer().stepsPerEpoch(); }

  void step(Trainer.Progress progress) {
    steps++;
    loss += progress.loss();
    accuracy += progress.accuracy();
    progress.parts().forEach((part, value) -> parts.merge(part, value, Double::sum));
    long now = System.nanoTime();
    if (!terminal || now - shown < A_MOMENT) return;
    shown = now;
    long step = progress.state().step();
    long perEpoch = training.trainer().stepsPerEpoch();
    live.show(String.format(Locale.ROOT,
        "epoch %d of %d, step %d of %d: %s%.0f pictures/s, %s left",
        (step - 1) / perEpoch + 1, training.epochs(), (step - 1) % perEpoch + 1, perEpoch, how(),
        speed(step, now), time((allSteps() - step) * training.trainer().batch() / speed(step, now))));
  }

  /** "loss 0.812, training accuracy 63.1 %, ", as far as there is something to say. */
  private String how() {
    if (steps == 0) return "";
    String right = Double.isNaN(accuracy) ? "" : String.format(Locale.ROOT, ", training accuracy %.1f %%", 100 * accuracy / steps);
    return String.format(Locale.ROOT, "loss %.3f%s%s, ", loss / steps, parts(), right);
  }

  /** " (classes 0.812, ggam 3.104)": what the loss is made of. */
  private String parts() {
    return parts.isEmpty()
        ? ""
        : parts.entrySet().stream().map(part -> String.format(Locale.ROOT, "%s %.3f", part.getKey(), part.getValue() / steps))
            .collect(Collectors.joining(", ", " (", ")"));
  }

  private double speed(long step, long now) {
    return (step - firstStep) * training.trainer().batch() / Math.max(1e-9, (now - started) / NANOSECONDS);
  }

  private static String time(double seconds) {
    long s = Math.round(seconds);
    return s < 60 ? s + " s" : s < 3600 ? s / 60 + " min " + s % 60 + " s" : s / 3600 + " h " + s % 3600 / 60 + " min";
  }

  void epoch(Standing standing) {
    live.clear();
    out.println(String.format(Locale.ROOT, "epoch %d of %d: %s%s %.1f %%%s, %.0f pictures/s", standing.validated(),
        training.epochs(), how(), measured, 100 * standing.accuracy(),
        standing.bestEpoch() == standing.validated() ? " (best)" : "",
        speed(standing.state().step(), System.nanoTime())));
    steps = 0;
    parts.clear();
    loss = 0;
    accuracy = 0;
  }

  void stopped(Standing standing) {
    live.clear();
    long step = standing.state().step();
    out.println(
        String.format(Locale.ROOT, "stopped after step %d of %d, %.0f pictures/s; the same command with --resume continues", step,
            allSteps(), speed(step, System.nanoTime())));
  }

  /** Says what the accuracy is of: "2000 scenes never used are classified right". */
  void finished(Path file, Standing end, double accuracyUnseen, String measured) {
    finished(file, end, String.format(Locale.ROOT, "%.2f %% of %s", 100 * accuracyUnseen, measured));
  }

  /** The same, with how good it is. */
  void finished(Path file, Standing end, String how) {
    live.clear();
    out.println("wrote " + PlainText.of(file.toString()) + " after epoch " + end.bestEpoch() + ": " + how);
  }
}
