package lucida.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import lucida.cam.LayerChoice;
import lucida.core.PlainText;
import lucida.files.WholeFile;
import lucida.layers.Network;
import lucida.pictures.ColourMap;
import lucida.report.ReportPage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lucida explain}: saliency maps of pictures, as figures, a page, arrays and records. */
@Command(name = "explain", mixinStandardHelpOptions = true, sortOptions = false, customSynopsis = "lucida explain [IMAGE|DIR|FILE.npy …] [OPTION …]", description = {
    "Shows which parts of a picture speak for a class, by any number of methods. Without arguments it explains a bundled picture with a bundled network.",
    "Writes an overlay for each method and class, a contact sheet for each picture, and report.html; with --save-maps the maps as NumPy arrays."}, footer = {
        "", "Examples:", "  lucida explain",
        "  lucida explain cat.png --model squeezenet.onnx --preprocess caffe --labels imagenet.txt",
        "  lucida explain cat.png --model resnet18 --weights resnet18.pth --class top3",
        "  lucida explain photos --weights vgg16.safetensors --method all --out maps --save-maps",
        "  lucida explain input.npy --weights vgg16.pth --precision f64 --class 7 --save-maps --json"})
final class ExplainCommand implements Callable<Integer>, ConditionalOptions {
  @Spec
  private CommandSpec spec;

  @Parameters(paramLabel = "IMAGE|DIR|FILE.npy", arity = "0..*", description = "Pictures, folders of pictures, or preprocessed arrays [C,H,W] or [N,C,H,W], taken as they are. Default: a bundled picture.")
  private List<Path> inputs = List.of();

  @Mixin
  private ModelOptions model;

  @Mixin
  private MethodOption methods;

  @Mixin
  private SaliencyOptions saliency;

  @Option(names = "--colours", paramLabel = "NAME", description = "The colours of maps without a sign: dawn, grey or jet. Default: dawn.")
  private Optional<String> colours = Optional.empty();

  @Mixin
  private OutputOptions output;

  @Option(names = "--repeat", paramLabel = "RECORD", description = "Run again what a record says: report.jsonl of an earlier run, or what its --json printed. Pictures, network and options are the record's; files that have changed are refused. Beside it go --out, --keep, --save-maps and --json only.")
  private Optional<Path> repeated = Optional.empty();

  @Override
  public Integer call() throws IOException {
    if (repeated.isEmpty()) return explain(output, Optional.empty());
    Repetition repetition = Repetition.read(repeated.get());
    checkBeside(repeated.get());
    repetition.checkFiles();
    return repetition.command(spec.commandLine()).explain(output, Optional.of(repetition));
  }

  /** Whether it runs what its own arguments say. */
  boolean isFirst() { return repeated.isEmpty(); }

  /** A record fixes all options but those of the output. */
  @Override
  public boolean takes(String option) { return isFirst() || option.equals("--repeat") || OutputOptions.NAMES.contains(option); }

  private void checkBeside(Path record) {
    spec.commandLine().getParseResult().matchedArgs().stream()
        .map(arg -> arg instanceof OptionSpec option ? option.longestName() : "a picture")
        .filter(name -> !takes(name)).findFirst().ifPresent(name -> {
          throw new IllegalArgumentException("--repeat " + record + " takes pictures, network and options from the record, so that "
              + name + " cannot be given beside it");
        });
  }

  private int explain(OutputOptions to, Optional<Repetition> repetition) throws IOException {
    Path folder = to.folder();
    boolean json = to.json();
    to.check();
    PrintWriter out = to.quiet().out(spec.commandLine()), notes = to.quiet().notes(spec.commandLine());
    ColourMap colourMap = colours.map(ColourMap::named).orElse(ColourMap.DAWN);
    List<String> names = methods.names();
    List<InputFile> files = InputFile.all(inputs); // that something is not there shows before any work is done
    ModelOptions.Chosen chosen = model.choose();
    List<String> layers = saliency.layer().layers(chosen.model());
    saliency.check(chosen.labels(), layers, chosen.model().network());
    RunFacts about = new RunFacts(invocation(files), facts(chosen, files, layers), !saliency.layer().namesLayers());
    List<String> differences = repetition.map(of -> of.differences(about)).orElse(List.of());
    PictureRun run = PictureRun.of(chosen, saliency, names, methods.mostRuns(), colourMap,
        new ProgressLine(notes, !json && ProgressLine.isSeen()));
    Path report = folder.resolve("report.html");
    try (OutputFolder _ = OutputFolder.prepare(folder);
        WholeFile records = WholeFile.begin(folder.resolve("report.jsonl"));
        ReportPage page = ReportPage.begin(report, "What " + chosen.model().network().name() + " looks at", about.facts())) {
      FolderRun all;
      try (WrittenFiles written = WrittenFiles.of(folder)) {
        all = new FolderRun(run, page,
            new PictureOutput(to, written, records, chosen, methods.isGroup(), names, about, out), notes,
            spec.commandLine().getErr());
        all.of(files);
        if (!to.keep()) stale(written.removeStale(), json, out);
      }
      differences.forEach(sentence -> notes.println("lucida: " + PlainText.of(sentence)));
      model.ignoredBy(files).ifPresent(sentence -> notes.println("lucida: " + sentence));
      model.ofBundled(files).ifPresent(sentence -> notes.println("lucida: " + sentence));
      if (colours.isPresent() && !all.isColoured())
        notes.println("lucida: --colours has no effect: all maps have a sign or are drawn in the picture's colours");
      if (!json) out.println(System.lineSeparator() + all.summary() + " to " + PlainText.of(folder + "; open " + report));
      return all.isComplete() ? ExitCode.DONE : ExitCode.LEFT_OUT;
    }
  }

  private Invocation invocation(List<InputFile> files) {
    return new Invocation(Version.text(), Path.of("").toAbsolutePath().toString(),
        spec.root().commandLine().getParseResult().expandedArgs(), files.size(), model.files());
  }

  private static void stale(int removed, boolean json, PrintWriter out) {
    if (removed > 0 && !json)
      out.println(System.lineSeparator() + "removed " + removed + (removed == 1 ? " file" : " files")
          + " that an earlier run wrote about the same pictures; --keep keeps them");
  }

  private SequencedMap<String, String> facts(ModelOptions.Chosen chosen, List<InputFile> files, List<String> layers) {
    InputFacts about = new InputFacts(chosen, files);
    Network network = chosen.model().network();
    long parameters = network.parameters().values().stream().mapToLong(shape -> shape.size()).sum();
    SequencedMap<String, String> facts = new LinkedHashMap<>();
    facts.put("network",
        chosen.title() + ", " + String.format(Locale.ROOT, "%,d", parameters) + " parameters");
    facts.put(layers.size() == 1 ? "layer" : "layers",
        String.join(", ", layers) + (saliency.layer().namesLayers() ? "" : " (the default; --layer names another)"));
    for (String layer : layers)
      LayerChoice.note(network, layer).ifPresent(note -> facts.merge("note", note, (a, b) -> a + "; " + b));
    facts.put("scores", network.scoreKind().description(chosen.labels().count()));
    facts.put(saliency.classes().size() == 1 ? "class" : "classes", String.join(", ", saliency.classes()));
    facts.put("input", about.input());
    facts.put("preprocessing", about.preprocessing());
    facts.put("computed in",
        String.format(Locale.ROOT, "%s by the %s on %s kernels", saliency.computation().precision(),
            saliency.computation().execution(),
            saliency.computation().kernels().kernels().name()).toLowerCase(Locale.ROOT));
    facts.put("seed", String.valueOf(saliency.layer().seed()));
    return facts;
  }
}
