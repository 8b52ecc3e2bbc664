package lucida.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.CancellationException;
import lucida.book.ChosenCells;
import lucida.book.DerivativeStudy;
import lucida.cam.Probe;
import lucida.cam.Score;
import lucida.cam.Settings;
import lucida.cam.Subject;
import lucida.core.PlainText;
import lucida.judge.data.PictureSource;
import lucida.report.ClassScore;
import lucida.report.StudiedPicture;

/** The derivatives of any number of pictures: of each class at each layer. One that cannot be done is named, and the run continues. */
final class DerivativesRun {
  private final ModelOptions.Chosen chosen;
  private final Subject subject;
  private final SaliencyOptions options;
  private final List<String> layers;
  private final int checks;
  private final int probes;
  private final ProgressLine line;
  private final DerivativesOutput output;
  private final PrintWriter err;
  private boolean complete = true;
  private int done;

  DerivativesRun(ModelOptions.Chosen chosen, Subject subject, SaliencyOptions options, List<String> layers, int checks, int probes,
      ProgressLine line, DerivativesOutput output, PrintWriter err) {
    this.chosen = chosen;
    this.subject = subject;
    this.options = options;
    this.layers = layers;
    this.checks = checks;
    this.probes = probes;
    this.line = line;
    this.output = output;
    this.err = err;
  }

  /**
   * Of the pictures of these files, or of the bundled one.
   *
   * @throws IllegalArgumentException if none could be done; the reasons have been printed, or are the message where there is only one
   */
  void of(List<InputFile> files) throws IOException {
    if (files.isEmpty()) picture(InputFile.bundled(chosen, options.computation().precision()));
    for (InputFile file : files) file(file, files.size() == 1);
    if (done == 0)
      throw new IllegalArgumentException(PictureSource.noneOf(files.size()) + " could be done; nothing was written");
  }

  private interface Work {
    void run() throws IOException;
  }

  private void file(InputFile file, boolean only) throws IOException {
    attempt(file.path().toString(), only, () -> {
      List<InputFile.Loaded> pictures = file.open(chosen, options.computation().precision());
      for (InputFile.Loaded picture : pictures) attempt(picture.stem(), only && pictures.size() == 1, () -> picture(picture));
    });
  }

  /** Names what cannot be done and goes on, unless it is the only thing to do. */
  private void attempt(String what, boolean only, Work work) throws IOException {
    try {
      work.run();
    } catch (CancellationException e) {
      throw e;
    } catch (RuntimeException e) {
      if (only) throw e;
      leaveOut(what, e.getMessage() == null ? e.toString() : e.getMessage());
    } catch (OutOfMemoryError | StackOverflowError e) {
      if (only) throw e;
      leaveOut(what, Exhaustion.sentence(e));
    }
  }

  private void leaveOut(String picture, String reason) {
    complete = false;
    err.println("lucida: " + PlainText.of(reason.contains(picture) ? reason : picture + ": " + reason));
    output.page().leaveOut(picture, reason);
  }

  private void picture(InputFile.Loaded picture) throws IOException {
    Probe first = options.probe(subject, picture, layers.getFirst());
    first.nonFinite().stream().findFirst().ifPresent(flag -> {
      throw new IllegalArgumentException(picture.stem() + ": there are no derivatives where numbers are NaN or infinite: " + flag);
    });
    List<ClassScore> scores = options.labels(chosen.labels()).scores(first.logits(), first.cut().forward().scoreKind());
    List<ClassScore> classes = options.classes(scores, options.labels(chosen.labels()));
    options.score().check(first.subject().model().network(), classes);
    Probe asked = options.contrasted(first);
    for (ClassScore score : classes)
      for (String layer : layers) {
        Probe probe = asked.at(layer).asking(score.side());
        output.write(picture, new StudiedPicture(picture.stem(), picture.shown(), score, layer, study(probe)), probe);
        done++;
      }
  }

  private DerivativeStudy study(Probe probe) {
    Settings settings = options.layer().settings(probe);
    Score score = settings.score(Score.EXP);
    ChosenCells chosen = new ChosenCells(probe.activations().shape(), settings.channels(), settings.positions());
    line.begin("derivatives", 1);
    try {
      return DerivativeStudy.of(probe, score, chosen, checks, probes, settings.seed());
    } finally {
      line.end();
    }
  }

  /** Whether everything that was asked for was done. */
  boolean isComplete() { return complete; }
}
