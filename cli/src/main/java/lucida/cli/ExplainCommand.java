package lucida.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import lucida.cam.LayerChoice;
import lucida.cam.Target;
import lucida.layers.Mode;
import lucida.layers.Network;
import lucida.pictures.ColourMap;
import lucida.report.ExplainedMap;
import lucida.report.ExplainedPicture;
import lucida.report.MapFiles;
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
    InputFile.all(inputs); // that something is not there shows before any work is done
    ModelOptions.Chosen chosen = model.choose();
    List<String> layers = saliency.layers(chosen.model());
    SequencedMap<String, String> facts = facts(chosen, layers);
    OutputFolder.prepare(folder);
    if (!json) facts.forEach((name, value) -> out.println("%-14s %s".formatted(name, value)));
    PictureRun run = new PictureRun(chosen, saliency, names, methods.all(), colourMap,
        new ProgressLine(err, !json && ProgressLine.isSeen()), err);
    ReportPage page = new ReportPage("What " + chosen.model().network().name() + " looks at", facts);
    int written = 1;
    for (Iterator<InputFile.Loaded> pictures = InputFile.pictures(inputs, chosen, saliency.precision())
        .iterator(); pictures
            .hasNext();) {
      InputFile.Loaded picture = pictures.next();
      ExplainedPicture explained = run.of(picture);
      if (!json) new ExplainText(out).print(explained);
      else explained.refusals().forEach(r -> err.println("lucida: " + r.method() + " does not apply: " + r.reason()));
      written += write(explained, picture, chosen, out);
      if (saveMaps) written += activations(run, picture, layers);
      page.add(explained);
    }
    page.write(folder.resolve("report.html"));
    if (!json)
      out.println(System.lineSeparator() + "wrote " + written + " files to " + folder + "; open " + folder.resolve("report.html"));
    return 0;
  }

  private SequencedMap<String, String> facts(ModelOptions.Chosen chosen, List<String> layers) {
    Network network = chosen.model().network();
    long parameters = network.parameters().values().stream().mapToLong(shape -> shape.size()).sum();
    SequencedMap<String, String> facts = new LinkedHashMap<>();
    facts.put("network",
        network.name() + " (" + chosen.source() + "), " + String.format(Locale.ROOT, "%,d", parameters) + " parameters");
    facts.put(layers.size() == 1 ? "layer" : "layers", String.join(", ", layers));
    for (String layer : layers)
      LayerChoice.note(network, layer).ifPresent(note -> facts.merge("note", note, (a, b) -> a + "; " + b));
    facts.put("scores", network.write(1, Mode.INFERENCE).scoreKind().description());
    facts.put("input", network.input().toString());
    facts.put("preprocessing", chosen.preprocessing().toString());
    facts.put("computed in",
        saliency.precision().name().toLowerCase(Locale.ROOT) + " on " + saliency.kernels().kernels().name() + " kernels");
    facts.put("seed", String.valueOf(saliency.seed()));
    return facts;
  }

  /** The overlays, the contact sheet, and the arrays where they are wanted. Returns how many files. */
  private int write(ExplainedPicture picture, InputFile.Loaded loaded, ModelOptions.Chosen chosen, PrintWriter out)
      throws IOException {
    String network = chosen.model().network().name();
    MapFiles files = new MapFiles(folder, picture.stem());
    List<Path> written = new ArrayList<>();
    for (ExplainedMap map : picture.maps()) {
      SequencedMap<String, Path> ofMap = files.save(map, picture.shown(), saveMaps);
      written.addAll(ofMap.values());
      if (json) out.println(MapJson.of(network, loaded, chosen.preprocessing(), map, ofMap));
    }
    files.write(files.sheet(), picture.contactSheet(network));
    return written.size() + 1;
  }

  private int activations(PictureRun run, InputFile.Loaded picture, List<String> layers) throws IOException {
    MapFiles files = new MapFiles(folder, picture.stem());
    for (String layer : layers) files.write(files.activations(layer), run.probe(picture, layer, Target.predicted()).activations());
    files.write(files.logits(), run.probe(picture, layers.getFirst(), Target.predicted()).logits());
    return layers.size() + 1;
  }
}
