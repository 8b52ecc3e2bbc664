package lucida.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import lucida.book.EstimatedDerivatives;
import lucida.core.PlainText;
import lucida.files.WholeFile;
import lucida.report.DerivativePage;
import lucida.report.MapFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lucida derivatives}: exact second and third derivatives of a score by a layer, and what is said in their place. */
@Command(name = "derivatives", mixinStandardHelpOptions = true, modelTransformer = DerivativesCommand.Unlisted.class, sortOptions = false, customSynopsis = "lucida derivatives [IMAGE|DIR|FILE.npy …] [OPTION …]", description = {
    "Computes D1, D2, D3, the exact first, second and third derivatives of a score by each cell of a layer, and Grad-CAM++'s α made of them; where the score is exp, which is the default, or probability, divided by it.",
    "Says by which route and why that is exact, how the values lie, where α is near a pole, how far every other route, the closed form, sums of rows and an estimate from random probes are from them, and what Grad-CAM++'s ansatz drops.",
    "Writes derivatives.html and derivatives.jsonl; with --save-maps also D1, D2, D3 and alpha as NumPy arrays [K,h,w], NaN at cells that --channels and --positions leave out."}, footer = {
        "", "Examples:", "  lucida derivatives", "  lucida derivatives --score probability --precision f64 --save-maps",
        "  lucida derivatives --model scenes-vgg --smooth-relu 10",
        "  lucida derivatives --model vgg16 --random-weights 1 --channels 3,17,40-47 --positions '4,5;6,2'",
        "  lucida derivatives cat.png --model vgg16 --weights vgg16.pth --class top3 --json"})
final class DerivativesCommand implements Callable<Integer> {
  private static final int MOST = 4096;
  private static final int MOST_PROBES = 65_536;

  @Spec
  private CommandSpec spec;

  @Mixin
  private InputOptions inputs;

  @Mixin
  private ModelOptions model;

  @Mixin
  private SaliencyOptions saliency;

  @Option(names = "--checks", paramLabel = "N", defaultValue = "32", description = "At how many cells at most slower exact routes, and the terms that the ansatz drops, are computed too, 1 to 4096; half are those with the largest |D1|, of equal ones in a channel the first. Default: 32.")
  private int checks;

  @Option(names = "--estimate", paramLabel = "PROBES", defaultValue = "64", description = "Beside the exact derivatives, estimate D2 and D3 from so many random probes, with 95 %% intervals: 8 to 65536, or 0 for no estimate; --seed is theirs. Default: 64.")
  private int probes;

  @Mixin
  private OutputOptions output;

  @Override
  public Integer call() throws IOException {
    output.check();
    Count.check("--checks", checks, MOST);
    if (probes != 0 && (probes < EstimatedDerivatives.FEWEST || probes > MOST_PROBES))
      throw new IllegalArgumentException("--estimate " + probes + ": the range is " + EstimatedDerivatives.FEWEST + " to "
          + MOST_PROBES + ", or 0 for no estimate");
    List<InputFile> files = inputs.files();
    ModelOptions.Chosen chosen = model.choose();
    List<String> layers = saliency.layer().layers(chosen.model());
    saliency.checkForDerivatives(probes > 0);
    saliency.check(chosen.labels(), layers, chosen.model().network());
    RunFacts about = RunFacts.of(spec, model.files(), chosen, saliency, files).behind(model.compared());
    PrintWriter out = output.quiet().out(spec.commandLine()), notes = output.quiet().notes(spec.commandLine());
    ProgressLine line = new ProgressLine(notes, !output.json() && ProgressLine.isSeen());
    Path folder = output.folder(), report = folder.resolve("derivatives.html");
    try (OutputFolder _ = OutputFolder.prepare(folder);
        WholeFile records = WholeFile.begin(folder.resolve("derivatives.jsonl"));
        DerivativePage page = DerivativePage.begin(report, about.facts());
        WrittenFiles written = WrittenFiles.of(folder)) {
      DerivativesOutput to = new DerivativesOutput(output, chosen, about, written, records, page, out);
      DerivativesRun run = new DerivativesRun(chosen, saliency.subject(chosen.model(), line), saliency, layers, checks, probes,
          line, to,
          spec.commandLine().getErr());
      run.of(files);
      page.finish();
      records.finish();
      if (!output.keep()) written.removeStale(MapFiles::isDerivative);
      if (!output.json())
        out.println(
            System.lineSeparator() + "wrote " + (written.count() + 2) + " files to " + PlainText.of(folder + "; open " + report));
      return run.isComplete() ? ExitCode.DONE : ExitCode.LEFT_OUT;
    }
  }

  /** They change maps and not derivatives. */
  static final class Unlisted extends UnlistedOptions {
    Unlisted() { super("--fuse", "--samples", "--sigma", "--steps", "--baseline"); }
  }
}
