package lucida.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lucida.core.PlainText;
import lucida.judge.Control;
import lucida.judge.data.PictureSource;
import lucida.judge.results.SummaryFiles;
import lucida.judge.results.SummaryTable;
import lucida.report.EvaluationPage;
import lucida.report.Introduction;
import lucida.report.ShownCase;

/**
 * Runs an evaluation, and says what it costs, what it found and what was left out.
 *
 * @param folder that files are written to
 * @param resume whether a run there is gone on with
 * @param json whether the summary is printed as JSON, and nothing else
 * @param out receives what was found
 * @param notes receives what is said beside it
 * @param err receives what was left out
 */
record EvaluationOutput(Path folder, boolean resume, boolean json, PrintWriter out, PrintWriter notes, PrintWriter err) {
  /** How many pictures that were left out are named. */
  private static final int LISTED = 10;

  /**
   * Runs it to its end.
   *
   * @param introduction what the page begins with
   * @param cases shows pictures and maps again
   * @param withoutEmpty whether what has no value for any picture is passed over, because it was not asked for by name
   * @return whether nothing that was asked for was left out
   */
  boolean run(EvaluationRun run, Introduction introduction, ShownCase.Source cases, boolean withoutEmpty, long seed)
      throws IOException {
    try (OutputFolder _ = OutputFolder.prepare(folder)) {
      say(run.plan(), notes);
      ProgressLine line = new ProgressLine(notes, !json && ProgressLine.isSeen());
      line.begin("pictures", 0);
      try {
        run.judge(folder, resume, line);
      } finally {
        line.end();
      }
      sayLeftOut(run.leftOut());
      say(run.notes(), notes);
      if (run.judged() == 0) {
        EvaluationRun.delete(folder);
        throw new IllegalArgumentException(PictureSource.noneOf(run.pictures()) + " could be judged");
      }
      SummaryTable table = run.table(withoutEmpty, seed);
      List<String> silent = run.silent();
      say(silent, withoutEmpty ? notes : err);
      OutputFolder.clear(folder.resolve("plots"), "*.svg", "*.png");
      List<String> said = Stream.concat(run.notes().stream(), withoutEmpty ? silent.stream() : Stream.empty()).toList();
      new EvaluationPage(introduction, table, run.leftOut(), said, cases).write(folder);
      new SummaryFiles(table).write(folder);
      print(run, table);
      List<SummaryTable.Cell> lacking = lacking(table);
      sayLacking(lacking, withoutEmpty ? notes : err);
      return run.leftOut().isEmpty() && (withoutEmpty || lacking.isEmpty());
    }
  }

  private static void say(List<String> sentences, PrintWriter to) {
    sentences.forEach(sentence -> to.println("lucida: " + PlainText.of(sentence)));
  }

  /** The first of them: there may be thousands. */
  private void sayLeftOut(List<String> sentences) {
    say(sentences.stream().limit(LISTED).toList(), err);
    int more = sentences.size() - LISTED;
    if (more > 0)
      err.println(
          "lucida: " + more + (more == 1 ? " more picture was" : " more pictures were") + " left out; pictures.csv says why");
  }

  private void print(EvaluationRun run, SummaryTable table) throws IOException {
    if (json) out.println(Files.readString(folder.resolve(SummaryFiles.LAST)).strip());
    else {
      out.println(new EvaluationText(table).text());
      out.println(run.work());
      out.println("judged " + run.judged() + " of " + run.pictures() + " pictures; wrote "
          + PlainText.of(folder + "; open " + folder.resolve("report.html")));
    }
  }

  /** What has no value for some picture; controls need not have one. */
  private static List<SummaryTable.Cell> lacking(SummaryTable table) {
    return table.cells().stream()
        .filter(cell -> !Control.isTitleOfOne(cell.column().method()) && cell.column().missing() > 0).toList();
  }

  /** Why the exit code is not 0, also where the tables are not printed. */
  private static void sayLacking(List<SummaryTable.Cell> lacking, PrintWriter to) {
    if (lacking.isEmpty()) return;
    int missing = lacking.stream().mapToInt(cell -> cell.column().missing()).sum();
    String reasons = lacking.stream()
        .flatMap(cell -> cell.column().leftOut().keySet().stream().map(reason -> cell.column().metric().name() + ": " + reason))
        .distinct().limit(LISTED).collect(Collectors.joining("; "));
    say(List.of(
        missing + (missing == 1 ? " judgement of a method has" : " judgements of methods have") + " no value (" + reasons
            + "); summary.csv counts them"),
        to);
  }
}
