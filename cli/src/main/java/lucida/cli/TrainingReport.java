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

  private TrainingReport(PrintWriter out, PrintWriter live, boolean terminal, Training training, Standing from) {
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
    boolean terminal = Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    TrainingReport report = new TrainingReport(out, live, terminal, training, from);
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
        "epoch %d of %d, step %d of %d: loss %.3f%s, training accuracy %.1f %%, %.0f pictures/s, %s left",
        (step - 1) / perEpoch + 1, training.epochs(), (step - 1) % perEpoch + 1, perEpoch, loss / steps, parts(),
        100 * accuracy / steps,
        speed(step, now), time((allSteps() - step) * training.trainer().batch() / speed(step, now))));
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
    String how = steps == 0
        ? ""
        : String.format(Locale.ROOT, "loss %.3f%s, training accuracy %.1f %%, ", loss / steps, parts(), 100 * accuracy / steps);
    out.println(String.format(Locale.ROOT, "epoch %d of %d: %sheld back %.1f %%%s, %.0f pictures/s", standing.validated(),
        training.epochs(), how, 100 * standing.accuracy(), standing.bestEpoch() == standing.validated() ? " (best)" : "",
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
    live.clear();
    out.println(String.format(Locale.ROOT, "wrote %s after epoch %d: %.2f %% of %s",
        PlainText.of(file.toString()),
        end.bestEpoch(), 100 * accuracyUnseen, measured));
  }
}
