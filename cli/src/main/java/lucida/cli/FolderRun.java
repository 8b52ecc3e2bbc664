package lucida.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import lucida.cam.NotApplicableException;
import lucida.core.PlainText;
import lucida.judge.data.PictureSource;
import lucida.pictures.Picture;
import lucida.report.ExplainedPicture;
import lucida.report.Refusal;
import lucida.report.ReportPage;

/**
 * A run over any number of pictures. One that cannot be explained is named on the error stream and in the page, and the run continues; a
 * failure to write ends it. No picture is kept.
 */
final class FolderRun {
  private final PictureRun run;
  private final ReportPage page;
  private final PictureOutput output;
  private final PrintWriter notes;
  private final PrintWriter err;
  private int leftOut;
  private int maps;
  private Optional<ExplainedPicture> begun = Optional.empty();
  private boolean complete = true;
  private boolean coloured;

  /** Where the output is of all methods, one that does not apply leaves nothing out that was asked for. */
  FolderRun(PictureRun run, ReportPage page, PictureOutput output, PrintWriter notes, PrintWriter err) {
    this.run = run;
    this.page = page;
    this.output = output;
    this.notes = notes;
    this.err = err;
  }

  /**
   * Explains the pictures of these files, or the bundled one.
   *
   * @throws IllegalArgumentException if none could be explained; the reasons have been printed, or are the message where there is only one
   */
  void of(List<InputFile> inputs) throws IOException {
    if (inputs.isEmpty()) explain(run.bundled());
    for (int i = 0; i < inputs.size(); i++)
      try {
        file(inputs.get(i), inputs.size() == 1);
      } catch (CancellationException e) {
        throw interrupted(e, inputs.subList(i, inputs.size()));
      }
    if (page.pictures() == 0)
      throw new IllegalArgumentException(PictureSource.noneOf(leftOut) + " could be explained; nothing was written");
    end();
  }

  /** Explains a picture that was opened before. */
  void of(InputFile.Loaded picture) throws IOException {
    explain(picture);
    end();
  }

  private void end() throws IOException {
    page.finish();
    output.records().finish();
  }

  /** What is done is kept: the page is finished, and names what is not in it. */
  private CancellationException interrupted(CancellationException e, List<InputFile> rest) throws IOException {
    boolean flag = Thread.interrupted();
    try {
      boolean partly = begun.isPresent();
      if (partly) finishPartly(begun.get());
      if (page.pictures() == 0) return e;
      rest.stream().skip(partly ? 1 : 0)
          .forEach(file -> page.leaveOut(file.path().toString(), "the run was interrupted before it was done"));
      end();
    } finally {
      if (flag) Thread.currentThread().interrupt();
    }
    return new CancellationException("interrupted; the page holds what was done, " + maps + (maps == 1 ? " map of " : " maps of ")
        + page.pictures() + (page.pictures() == 1 ? " picture" : " pictures"));
  }

  private void file(InputFile file, boolean only) throws IOException {
    List<InputFile.Loaded> loaded;
    try {
      loaded = run.open(file);
    } catch (RuntimeException e) {
      leaveOut(file.path().toString(), e, only);
      return;
    } catch (OutOfMemoryError | StackOverflowError e) {
      leaveOut(file.path().toString(), e, only);
      return;
    }
    for (InputFile.Loaded picture : loaded) picture(picture, only && loaded.size() == 1);
  }

  private void picture(InputFile.Loaded picture, boolean only) throws IOException {
    try {
      explain(picture);
    } catch (CancellationException e) {
      throw e;
    } catch (RuntimeException e) {
      if (begun.isEmpty()) leaveOut(picture.stem(), e, only);
      else stopped(begun.get(), reason(e));
    } catch (OutOfMemoryError | StackOverflowError e) {
      if (begun.isEmpty()) leaveOut(picture.stem(), e, only);
      else stopped(begun.get(), Exhaustion.sentence(e));
    }
  }

  /** The maps that were done before something went wrong are kept. */
  private void stopped(ExplainedPicture partly, String reason) throws IOException {
    complete = false;
    say(partly.stem() + ": " + reason);
    begun = Optional.empty();
    try {
      finishPartly(partly);
    } catch (OutOfMemoryError | StackOverflowError e) {
      leaveOut(partly.stem(), e, false);
    }
  }

  private void explain(InputFile.Loaded picture) throws IOException {
    ExplainedPicture explained = run.of(picture, (soFar, classes) -> {
      if (maps == 0) begin();
      output.write(soFar, classes, picture);
      begun = Optional.of(soFar);
      maps++;
    });
    if (explained.maps().isEmpty()) throw new NotApplicableException(explained.refusals().getFirst().reason());
    if (!output.all()) explained.refusals().forEach(refusal -> leaveOut(picture.stem(), refusal));
    else if (output.json()) explained.refusals().forEach(refusal -> say(picture.stem() + ": " + sentence(refusal)));
    output.arrays(picture, run);
    finish(explained);
  }

  private void finishPartly(ExplainedPicture partly) throws IOException {
    finish(partly.noted("The run stopped after " + partly.maps().size() + (partly.maps().size() == 1 ? " map." : " maps.")));
  }

  private void finish(ExplainedPicture explained) throws IOException {
    coloured |= explained.maps().stream().anyMatch(map -> map.view().takesColours());
    List<Picture> differences = output.finish(explained);
    if (output.subtracts() && differences.isEmpty())
      say(notes, explained.stem() + ": --difference has nothing to subtract: no method has maps of two classes");
    page.add(explained, differences);
    begun = Optional.empty();
  }

  /** Once there is something to show, and not before: what is refused prints nothing. */
  private void begin() {
    if (!output.all())
      new IgnoredOptions(run.options()::ignoredBy, run.methods()).sentences().forEach(sentence -> say(notes, sentence));
    output.begin();
  }

  private void leaveOut(String picture, Refusal refusal) {
    complete = false;
    say(picture + ": " + sentence(refusal));
  }

  private static String sentence(Refusal refusal) {
    return refusal.method() + " does not apply at " + refusal.layer() + ": " + refusal.reason();
  }

  private void leaveOut(String picture, RuntimeException e, boolean only) {
    if (only || e instanceof CancellationException) throw e;
    leaveOut(picture, reason(e));
  }

  private static String reason(RuntimeException e) { return e.getMessage() == null ? e.toString() : e.getMessage(); }

  /** What ran out for one picture may suffice for the others. */
  private void leaveOut(String picture, VirtualMachineError e, boolean only) {
    if (only) throw e;
    leaveOut(picture, Exhaustion.sentence(e));
  }

  private void leaveOut(String picture, String reason) {
    complete = false;
    leftOut++;
    say(reason.contains(picture) ? reason : picture + ": " + reason);
    page.leaveOut(picture, reason);
  }

  private void say(String sentence) { say(err, sentence); }

  private static void say(PrintWriter to, String sentence) {
    to.println("lucida: " + PlainText.of(sentence));
    to.flush();
  }

  /** Whether a map was painted in the colours of those without a sign. */
  boolean isColoured() { return coloured; }

  /** Whether everything that was asked for was done. */
  boolean isComplete() { return complete; }

  /** What was written, and whether something was not. */
  String summary() {
    String wrote = "wrote " + (output.written().count() + 2) + " files";
    return leftOut == 0 ? wrote : leftOut + " of " + (leftOut + page.pictures()) + " pictures were left out; " + wrote;
  }
}
