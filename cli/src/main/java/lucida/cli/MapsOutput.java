package lucida.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import lucida.core.PlainText;
import lucida.files.WholeFile;
import lucida.pictures.ColourMap;
import lucida.report.MapFiles;
import lucida.report.ReportPage;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Maps of pictures, written to a folder: figures, contact sheets, a page, records, and what is printed of them.
 *
 * @param command that was typed
 * @param to where to and in which form
 * @param chosen the network
 * @param saliency what is explained and how
 * @param methods which
 * @param colours of maps without a sign
 * @param difference whether the maps of two classes are subtracted
 */
record MapsOutput(CommandSpec command, OutputOptions to, ModelOptions.Chosen chosen, SaliencyOptions saliency, MethodOption methods,
    Optional<String> colours, boolean difference) {
  /** Explains pictures. */
  interface Pictures {
    /** By a run that takes each picture. */
    void explain(FolderRun run) throws IOException;
  }

  /** Checks what does not depend on a picture. */
  void check() {
    methods.names();
    colours.ifPresent(ColourMap::named);
    saliency.check(chosen.labels(), saliency.layer().layers(chosen.model()), chosen.model().network());
    if (difference) saliency.checkTwo("--difference", saliency.labels(chosen.labels()));
  }

  /**
   * Writes and prints them. Returns the exit code.
   *
   * @param title the heading of the page
   * @param about what holds for all of them
   * @param notes sentences that are printed at the end
   */
  int write(String title, RunFacts about, Pictures pictures, List<String> notes) throws IOException {
    Path folder = to.folder(), report = folder.resolve("report.html");
    PrintWriter out = to.quiet().out(command.commandLine()), aside = to.quiet().notes(command.commandLine());
    PictureRun run = PictureRun.of(chosen, saliency, methods.names(), methods.mostRuns(),
        colours.map(ColourMap::named).orElse(ColourMap.DAWN), new ProgressLine(aside, !to.json() && ProgressLine.isSeen()));
    try (OutputFolder _ = OutputFolder.prepare(folder);
        WholeFile records = WholeFile.begin(folder.resolve("report.jsonl"));
        ReportPage page = ReportPage.begin(report, title, about.facts())) {
      FolderRun all;
      try (WrittenFiles written = WrittenFiles.of(folder)) {
        all = new FolderRun(run, page,
            new PictureOutput(to, written, records, chosen, methods.isGroup(), methods.names(), about, difference, out), aside,
            command.commandLine().getErr());
        pictures.explain(all);
        if (!to.keep()) stale(written.removeStale(file -> !MapFiles.isDerivative(file)), out);
      }
      notes.forEach(sentence -> aside.println("lucida: " + PlainText.of(sentence)));
      if (colours.isPresent() && !all.isColoured())
        aside.println("lucida: --colours has no effect: all maps have a sign or are drawn in the picture's colours");
      if (!to.json()) out.println(System.lineSeparator() + all.summary() + " to " + PlainText.of(folder + "; open " + report));
      return all.isComplete() ? ExitCode.DONE : ExitCode.LEFT_OUT;
    }
  }

  private void stale(int removed, PrintWriter out) {
    if (removed > 0 && !to.json())
      out.println(System.lineSeparator() + "removed " + removed + (removed == 1 ? " file" : " files")
          + " that an earlier run wrote about the same pictures; --keep keeps them");
  }
}
