package lucida.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import lucida.cam.LayerChoice;
import lucida.core.PlainText;
import lucida.layers.Network;
import lucida.pictures.ColourMap;
import lucida.report.ReportPage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lucida explain}: saliency maps of pictures, as figures, a page, arrays and records. */
@Command(name = "explain", mixinStandardHelpOptions = true, sortOptions = false, customSynopsis = "lucida explain [IMAGE|DIR|FILE.npy …] [OPTION …]", description = {
    "Shows which parts of a picture speak for a class, by any number of methods. Without a picture and a network it takes those that come with lucida.",
    "Writes an overlay for each method and class, a contact sheet for each picture, and report.html; with --save-maps the maps as NumPy arrays."}, footer = {
        "", "Examples:", "  lucida explain",
        "  lucida explain cat.png --model squeezenet.onnx --preprocess caffe --labels imagenet.txt",
        "  lucida explain cat.png --model resnet18 --weights resnet18.pth --class top3",
        "  lucida explain photos --weights vgg16.safetensors --method all --out maps --save-maps",
        "  lucida explain input.npy --weights vgg16.pth --precision f64 --class 7 --save-maps --json"})
final class ExplainCommand implements Callable<Integer> {
  @Spec
  private CommandSpec spec;

  @Parameters(paramLabel = "IMAGE|DIR|FILE.npy", arity = "0..*", description = "Pictures, folders of pictures, or arrays [C,H,W] or [N,C,H,W] that are taken as they are. Without any a picture that comes with lucida.")
  private List<Path> inputs = List.of();

  @Mixin
  private ModelOptions model;

  @Mixin
  private MethodOption methods;

  @Mixin
  private SaliencyOptions saliency;

  @Option(names = "--colours", paramLabel = "NAME", defaultValue = "dawn", description = "Of maps without a sign: dawn, grey or jet; without it dawn.")
  private String colours;

  @Option(names = "--out", paramLabel = "DIR", defaultValue = "lucida-out", description = "Where files are written; without it the folder lucida-out.")
  private Path folder;

  @Option(names = "--save-maps", description = "Write the maps, the scores and the activations as .npy.")
  private boolean saveMaps;

  @Option(names = "--json", description = "Print one record for each map, a line each, and nothing else.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut(), err = spec.commandLine().getErr();
    ColourMap colourMap = ColourMap.named(colours);
    List<String> names = methods.names();
    List<InputFile> files = InputFile.all(inputs); // that something is not there shows before any work is done
    ModelOptions.Chosen chosen = model.choose();
    List<String> layers = saliency.layers(chosen.model());
    saliency.check(chosen.labels(), layers, chosen.model().network());
    RunFacts about = new RunFacts(spec.commandLine().getParseResult().originalArgs(), facts(chosen, files, layers),
        !saliency.namesLayers());
    PictureRun run = PictureRun.of(chosen, saliency, names, colourMap, new ProgressLine(err, !json && ProgressLine.isSeen()));
    Path report = folder.resolve("report.html");
    try (OutputFolder _ = OutputFolder.prepare(folder);
        ReportPage page = ReportPage.begin(report, "What " + chosen.model().network().name() + " looks at", about.facts())) {
      FolderRun all = new FolderRun(run, page, new PictureOutput(folder, chosen, saveMaps, json, methods.all(), about, out), err);
      all.of(files);
      page.finish();
      if (!json) out.println(System.lineSeparator() + all.summary() + " to " + PlainText.of(folder + "; open " + report));
      return all.isComplete() ? ExitCode.DONE : ExitCode.LEFT_OUT;
    }
  }

  private SequencedMap<String, String> facts(ModelOptions.Chosen chosen, List<InputFile> files, List<String> layers) {
    InputFacts about = new InputFacts(chosen, files);
    Network network = chosen.model().network();
    long parameters = network.parameters().values().stream().mapToLong(shape -> shape.size()).sum();
    SequencedMap<String, String> facts = new LinkedHashMap<>();
    facts.put("network",
        (network.name().equals(chosen.source()) ? network.name() : network.name() + " (" + chosen.source() + ")") + ", "
            + String.format(Locale.ROOT, "%,d", parameters) + " parameters");
    facts.put(layers.size() == 1 ? "layer" : "layers",
        String.join(", ", layers) + (saliency.namesLayers() ? "" : " (chosen; --layer names another)"));
    for (String layer : layers)
      LayerChoice.note(network, layer).ifPresent(note -> facts.merge("note", note, (a, b) -> a + "; " + b));
    facts.put("scores", network.scoreKind().description(chosen.labels().count()));
    facts.put(saliency.classes().size() == 1 ? "class" : "classes", String.join(", ", saliency.classes()));
    facts.put("input", about.input());
    facts.put("preprocessing", about.preprocessing());
    facts.put("computed in",
        saliency.precision().name().toLowerCase(Locale.ROOT) + " on " + saliency.kernels().kernels().name() + " kernels");
    facts.put("seed", String.valueOf(saliency.seed()));
    return facts;
  }
}
