package lucida.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import lucida.cam.LayerChoice;
import lucida.cam.Probe;
import lucida.cam.Progress;
import lucida.cam.Subject;
import lucida.cam.Target;
import lucida.cam.channels.GradCam;
import lucida.core.PlainText;
import lucida.files.WholeFile;
import lucida.judge.LabelledPicture;
import lucida.judge.data.PictureSource;
import lucida.judge.neurons.ConceptMasks;
import lucida.judge.neurons.DissectedLayer;
import lucida.judge.neurons.Dissection;
import lucida.judge.neurons.FieldCheck;
import lucida.judge.neurons.LayerRun;
import lucida.judge.neurons.Reasons;
import lucida.judge.results.NeuronTable;
import lucida.pictures.ColourMap;
import lucida.pictures.Picture;
import lucida.pictures.Region;
import lucida.report.MapView;
import lucida.report.NeuronPage;
import lucida.report.NeuronPictures;
import lucida.report.Shown;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lucida neurons}: what single channels see, and decisions in words. */
@Command(name = "neurons", mixinStandardHelpOptions = true, sortOptions = false, customSynopsis = {
    "lucida neurons [--images DIR | --scenes KIND[:N]] [--layer NAME,…] [OPTION …]",
    "       lucida neurons --emergence EPOCHS [--architecture NAME] [OPTION …]"}, description = {
        "What do single channels of a layer see? The pictures and patches that each fires most for, what of a patch moves it by Guided Backprop, and a name: the object, part, backdrop or colour that fits best where it fires (network dissection). Then decisions in words: which channels speak for a class and which against it, with what happens to the score without them. Without arguments it looks at 400 drawn scenes with a bundled network. Parts and backdrops are known of scenes, objects also of --images with --boxes or --masks, colours of every picture.",
        "Writes report.html, channels-LAYER.png, neurons.csv and neurons.json. --emergence trains a network and counts after each epoch of how many things its layers have detectors."}, footer = {
            "", "Examples:", "  lucida neurons", "  lucida neurons --layer layer1,layer2,layer3 --show 20",
            "  lucida neurons --model scenes-vgg --layer relu3_2 --decisions 10",
            "  lucida neurons --images photos --boxes boxes.csv --weights vgg16.pth --layer relu5_3",
            "  lucida neurons --model all-cnn-c.safetensors --layer relu6", "  lucida neurons --emergence 5"})
final class NeuronsCommand implements Callable<Integer> {
  private static final String SCENES = "single:400";
  private static final int MOST_SHOWN = 10_000;
  private static final int MOST_PATCHES = 25;
  private static final int MOST_DECISIONS = 1000;
  private static final int FEW = 100;

  @Spec
  private CommandSpec spec;

  @Mixin
  private SourceOptions sources;

  @Mixin
  private ModelOptions model;

  @Option(names = "--layer", paramLabel = "NAME", split = ",", description = "The layers whose channels are looked at, comma-separated; decisions are explained at the last of them. Default: the last one with positions.")
  private List<String> layers = List.of();

  @Option(names = "--patches", paramLabel = "N", defaultValue = "5", description = "Keep the N pictures that a channel fires most for. Default: ${DEFAULT-VALUE}.")
  private int patches;

  @Option(names = "--show", paramLabel = "N", defaultValue = "40", description = "Show at most N channels of each layer on the page; the tables have all. Default: ${DEFAULT-VALUE}.")
  private int show;

  @Option(names = "--decisions", paramLabel = "N", defaultValue = "4", description = "Explain what the network says of the first N pictures. Default: ${DEFAULT-VALUE}.")
  private int decisions;

  @Option(names = "--named", paramLabel = "N", defaultValue = "5", description = "Name N channels for a decision and N against it. Default: ${DEFAULT-VALUE}.")
  private int named;

  @Option(names = "--above", paramLabel = "SHARE", defaultValue = "0.005", description = "A channel fires where it is among this share of its largest activations. Default: ${DEFAULT-VALUE}, as in the paper.")
  private double above;

  @Option(names = "--seed", paramLabel = "N", defaultValue = "0", description = "The seed of scenes, and of a training. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Mixin
  private ComputationOptions computation;

  @Mixin
  private EmergenceOptions emergence;

  @Option(names = "--out", paramLabel = "DIR", defaultValue = "lucida-neurons", description = "The folder that files are written to. Default: ${DEFAULT-VALUE}.")
  private Path folder;

  @Option(names = "--json", description = "Print what was found as JSON and nothing else.")
  private boolean json;

  @Mixin
  private QuietOption quiet;

  @Override
  public Integer call() throws IOException {
    quiet.checkBeside(json, "what was found");
    Count.check("--patches", patches, MOST_PATCHES);
    Count.check("--show", show, 0, MOST_SHOWN);
    Count.check("--decisions", decisions, 0, MOST_DECISIONS);
    Count.check("--named", named, MOST_SHOWN);
    if (!(above > 0 && above < 1)) throw new IllegalArgumentException("--above " + above + ": it is a share between 0 and 1");
    computation.check();
    emergence.check(spec);
    if (emergence.isAsked()) {
      try (OutputFolder _ = OutputFolder.prepare(folder)) {
        return new EmergenceRun(emergence, sources.scenesAsked(SCENES), layers, above, seed, computation, folder, json).run(
            quiet.out(spec.commandLine()),
            quiet.notes(spec.commandLine()));
      }
    }
    ModelOptions.Chosen chosen = model.chooseForLabelledPictures();
    List<String> asked = layers.isEmpty()
        ? List.of(LayerChoice.of(chosen.model().network()))
        : layers.stream().map(String::strip).toList();
    Subject subject = computation.subject(chosen.model(), asked.getLast(), Progress.NONE);
    LayerRun run = new LayerRun(subject.model(), subject.executor(), asked);
    PictureSource source = sources.open(model, chosen, computation.precision(), seed, SCENES);
    Dissection dissection = new Dissection(run, new ConceptMasks(source, chosen.preprocessing(), chosen.labels()::label), above,
        patches,
        computation.batch());
    try (OutputFolder _ = OutputFolder.prepare(folder)) {
      return run(dissection, subject, chosen);
    }
  }

  private int run(Dissection dissection, Subject subject, ModelOptions.Chosen chosen) throws IOException {
    PrintWriter out = quiet.out(spec.commandLine()), err = spec.commandLine().getErr();
    ProgressLine line = new ProgressLine(quiet.notes(spec.commandLine()), !json && ProgressLine.isSeen());
    sources.say(dissection.concepts().source(), quiet.notes(spec.commandLine()));
    Dissection.Found found;
    NeuronTable table;
    try {
      line.begin("pictures", 0);
      found = dissection.of(line);
      line.begin("channels", 0);
      table = painted(found, dissection.concepts().source(), subject, chosen, line);
    } finally {
      line.end();
    }
    found.leftOut().forEach(sentence -> err.println("lucida: " + PlainText.of(sentence)));
    if (found.pictures() < FEW)
      quiet.notes(spec.commandLine()).println("lucida: names of channels come from " + found.pictures()
          + (found.pictures() == 1 ? " picture" : " pictures")
          + ", which is few: what fits best in these may not in others; hundreds say more");
    WholeFile.write(folder.resolve("neurons.csv"), table.csv());
    WholeFile.write(folder.resolve("neurons.json"), table.json());
    out.println(json ? table.json().strip() : new NeuronsText(table, folder).text());
    return found.leftOut().isEmpty() ? ExitCode.DONE : ExitCode.LEFT_OUT;
  }

  private NeuronTable painted(Dissection.Found found, PictureSource source, Subject subject, ModelOptions.Chosen chosen,
      Progress progress)
      throws IOException {
    NeuronPage page = new NeuronPage(found.layers());
    SequencedMap<String, FieldCheck> checks = new LinkedHashMap<>();
    int done = 0;
    for (DissectedLayer layer : found.layers()) {
      NeuronPictures pictures = new NeuronPictures(source, chosen.preprocessing(), subject.model(), subject.executor(),
          layer.layer());
      checks.put(layer.layer(), page.paint(layer, pictures, show));
      progress.report(++done, found.layers().size());
    }
    List<Reasons> reasons = new ArrayList<>();
    for (int i = 0; i < source.count() && reasons.size() < decisions; i++) {
      Optional<LabelledPicture> picture = source.read(i, _ -> {}); // why not was said when it was dissected
      if (picture.isEmpty()) continue;
      Probe probe = subject.probe(picture.get().x(), Target.predicted());
      Reasons why = Reasons.of(picture.get().name(), chosen.labels().label(probe.ranking().getFirst()), probe,
          found.layers().getLast()::name, named);
      reasons.add(why);
      Picture seen = chosen.preprocessing().picture(picture.get().x());
      Shown shown = Shown.of(seen, Region.all(seen));
      page.decision(why, shown.picture(),
          MapView.of(new GradCam().explain(probe), ColourMap.DAWN, chosen.preprocessing().order()).over(shown));
    }
    NeuronTable table = new NeuronTable(facts(subject, chosen), found.pictures(), found.layers(), checks, reasons);
    OutputFolder.clear(folder, "channels-*.png");
    page.write(table, folder);
    return table;
  }

  private SequencedMap<String, String> facts(Subject subject, ModelOptions.Chosen chosen) {
    SequencedMap<String, String> facts = model.facts(chosen);
    facts.putAll(sources.facts(model, SCENES));
    facts.put("layers", layers.isEmpty() ? subject.layer() : String.join(", ", layers));
    facts.put("fires above", "the largest " + 100 * above + " %");
    facts.putAll(computation.facts(chosen.preprocessing(), seed));
    return facts;
  }
}
